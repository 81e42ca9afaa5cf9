import { preferences as en } from '../messages/en/preferences.ts'
import { useLanguage } from '../messages/messages.ts'
import { preferences as zhCn } from '../messages/zh-cn/preferences.ts'
import type { PageLanguage } from './preferences.ts'

const WORDS: Record<PageLanguage, typeof en> = { en, 'zh-CN': zhCn }

/** The texts of this page, which come with it: nobody else waits for them. */
export function usePreferencesWords(): typeof en {
  return WORDS[useLanguage()]
}
