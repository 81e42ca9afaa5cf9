import { createContext, createElement, type ReactNode, use } from 'react'
import { create } from 'zustand'

import type { PageLanguage } from '../preferences/preferences-store.ts'
import { en, type Messages } from './en.ts'

type MessagesProvider = { language: PageLanguage; messages: Messages }

const useSpoken = create<MessagesProvider>(() => ({ language: 'en', messages: en }))
const SpokenContext = createContext<MessagesProvider>(useSpoken.getInitialState())

/** Hands the texts down. Each card reads them in many places, where a subscription of its own would cost more than the text. */
export function MessagesProvider({ children }: { children: ReactNode }) {
  return createElement(SpokenContext, { value: useSpoken() }, children)
}

/** The texts of the language in use. */
export function useMessages(): Messages {
  return use(SpokenContext).messages
}

/** The language in use. */
export function useLanguage(): PageLanguage {
  return use(SpokenContext).language
}

/** Loads a language and puts it in use, on the document as well. */
export async function setLanguage(language: PageLanguage) {
  const messages = language === 'en' ? en : (await import('./zh-cn.ts')).zhCn
  document.documentElement.lang = language
  useSpoken.setState({ language, messages })
}

/** The first language that we have of those that a browser prefers. */
export function preferredLanguage(preferred: readonly string[]): PageLanguage {
  const known = preferred.find((tag) => /^(?:en|zh)\b/i.test(tag))
  return known !== undefined && /^zh\b/i.test(known) ? 'zh-CN' : 'en'
}
