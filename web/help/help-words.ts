import { help as en } from '../messages/en/help.ts'
import { useLanguage } from '../messages/messages.ts'
import { help as zhCn } from '../messages/zh-cn/help.ts'
import type { PageLanguage } from '../preferences/preferences.ts'

const WORDS: Record<PageLanguage, typeof en> = { en, 'zh-CN': zhCn }

/** The texts of this page, which come with it: nobody else waits for them. */
export function useHelpWords(): typeof en {
  return WORDS[useLanguage()]
}
