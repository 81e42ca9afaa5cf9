import type { PageLanguage } from '../preferences/preferences.ts'
import { changes as en } from './en/changes.ts'
import { useLanguage } from './messages.ts'
import { changes as zhCn } from './zh-cn/changes.ts'

const WORDS: Record<PageLanguage, typeof en> = { en, 'zh-CN': zhCn }

/** Texts that come with the pages that use them: no other first view waits for them. */
export function useChangesWords(): typeof en {
  return WORDS[useLanguage()]
}
