import { help as en } from '../../i18n/en/help.ts'
import { useLanguage } from '../../i18n/messages.ts'
import { help as zhCn } from '../../i18n/zh-cn/help.ts'
import type { PageLanguage } from '../../preferences/preferences-store.ts'

const WORDS: Record<PageLanguage, typeof en> = { en, 'zh-CN': zhCn }

/** The texts of this page, which come with it: nobody else waits for them. */
export function useHelpMessages(): typeof en {
  return WORDS[useLanguage()]
}
