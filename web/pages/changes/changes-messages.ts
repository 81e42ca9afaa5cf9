import { changes as en } from '../../i18n/en/changes.ts'
import { useLanguage } from '../../i18n/messages.ts'
import { changes as zhCn } from '../../i18n/zh-cn/changes.ts'
import type { PageLanguage } from '../../preferences/preferences-store.ts'

const WORDS: Record<PageLanguage, typeof en> = { en, 'zh-CN': zhCn }

/** Texts that come with the pages that use them: no other first view waits for them. */
export function useChangesMessages(): typeof en {
  return WORDS[useLanguage()]
}
