import { changes as changesEn } from '../../i18n/en/changes.ts'
import { image as imageEn } from '../../i18n/en/image.ts'
import { lookup as lookupEn } from '../../i18n/en/lookup.ts'
import { useLanguage } from '../../i18n/messages.ts'
import { changes as changesZhCn } from '../../i18n/zh-cn/changes.ts'
import { image as imageZhCn } from '../../i18n/zh-cn/image.ts'
import { lookup as lookupZhCn } from '../../i18n/zh-cn/lookup.ts'
import type { PageLanguage } from '../../preferences/preferences-store.ts'

const IMAGE: Record<PageLanguage, typeof imageEn> = { en: imageEn, 'zh-CN': imageZhCn }
const LOOKUP: Record<PageLanguage, typeof lookupEn> = { en: lookupEn, 'zh-CN': lookupZhCn }
const CHANGES: Record<PageLanguage, typeof changesEn> = { en: changesEn, 'zh-CN': changesZhCn }

/** Messages that load with the page. */
export function useImageMessages(): typeof imageEn {
  return IMAGE[useLanguage()]
}

/** States of an image and unread regions, in the words of the lookup page. */
export function useLookupMessages(): typeof lookupEn {
  return LOOKUP[useLanguage()]
}

/** Kinds of changes, in the words of the changes page. */
export function useChangesMessages(): typeof changesEn {
  return CHANGES[useLanguage()]
}
