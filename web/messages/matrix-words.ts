import type { PageLanguage } from '../preferences/preferences.ts'
import { matrix as en } from './en/matrix.ts'
import { useLanguage } from './messages.ts'
import { matrix as zhCn } from './zh-cn/matrix.ts'

const WORDS: Record<PageLanguage, typeof en> = { en, 'zh-CN': zhCn }

/** Texts that come with the pages that use them: no other first view waits for them. */
export function useMatrixWords(): typeof en {
  return WORDS[useLanguage()]
}
