import type { PageLanguage } from '../preferences/preferences.ts'
import { image as en } from './en/image.ts'
import { useLanguage } from './messages.ts'
import { image as zhCn } from './zh-cn/image.ts'

const WORDS: Record<PageLanguage, typeof en> = { en, 'zh-CN': zhCn }

/** Texts that come with the pages that use them: no other first view waits for them. */
export function useImageWords(): typeof en {
  return WORDS[useLanguage()]
}
