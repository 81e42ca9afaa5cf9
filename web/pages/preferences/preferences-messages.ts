import { preferences as en } from '../../i18n/en/preferences.ts'
import { useLanguage } from '../../i18n/messages.ts'
import { preferences as zhCn } from '../../i18n/zh-cn/preferences.ts'
import type { PageLanguage } from '../../preferences/preferences-store.ts'

const WORDS: Record<PageLanguage, typeof en> = { en, 'zh-CN': zhCn }

/** The texts of this page, which come with it: nobody else waits for them. */
export function usePreferencesMessages(): typeof en {
  return WORDS[useLanguage()]
}
