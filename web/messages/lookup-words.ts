import type { PageLanguage } from '../preferences/preferences.ts'
import { lookup as en } from './en/lookup.ts'
import { useLanguage } from './messages.ts'
import { lookup as zhCn } from './zh-cn/lookup.ts'

const WORDS: Record<PageLanguage, typeof en> = { en, 'zh-CN': zhCn }

/** Texts that come with the pages that use them: no other first view waits for them. */
export function useLookupWords(): typeof en {
  return WORDS[useLanguage()]
}
