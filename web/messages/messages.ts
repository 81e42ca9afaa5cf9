import { create } from 'zustand'

import type { PageLanguage } from '../preferences/preferences.ts'
import { en, type Messages } from './en.ts'

const useLoaded = create(() => ({ language: 'en' as PageLanguage, messages: en as Messages }))

/** The texts of the language in use. */
export function useMessages(): Messages {
  return useLoaded(({ messages }) => messages)
}

/** The language in use. */
export function useLanguage(): PageLanguage {
  return useLoaded(({ language }) => language)
}

/** Loads a language and puts it in use, on the document as well. */
export async function speak(language: PageLanguage) {
  const messages = language === 'en' ? en : (await import('./zh-cn.ts')).zhCn
  document.documentElement.lang = language
  useLoaded.setState({ language, messages })
}

/** The first language that we have of those that a browser prefers. */
export function preferredLanguage(preferred: readonly string[]): PageLanguage {
  const known = preferred.find((tag) => /^(?:en|zh)\b/i.test(tag))
  return known !== undefined && /^zh\b/i.test(known) ? 'zh-CN' : 'en'
}
