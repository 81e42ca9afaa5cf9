import { matrix as en } from '../../i18n/en/matrix.ts'
import { useLanguage } from '../../i18n/messages.ts'
import { matrix as zhCn } from '../../i18n/zh-cn/matrix.ts'
import type { PageLanguage } from '../../preferences/preferences-store.ts'

const WORDS: Record<PageLanguage, typeof en> = { en, 'zh-CN': zhCn }

/** Texts that come with the pages that use them: no other first view waits for them. */
export function useCompareMessages(): typeof en {
  return WORDS[useLanguage()]
}
