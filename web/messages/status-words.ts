import type { PageLanguage } from '../preferences/preferences.ts'
import { status as en } from './en/status.ts'
import { useLanguage } from './messages.ts'
import { status as zhCn } from './zh-cn/status.ts'

const WORDS: Record<PageLanguage, typeof en> = { en, 'zh-CN': zhCn }

/** Texts that come with the pages that use them: no other first view waits for them. */
export function useStatusWords(): typeof en {
  return WORDS[useLanguage()]
}
