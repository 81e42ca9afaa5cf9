import { createContext, createElement, type ReactNode, use } from 'react'
import { create } from 'zustand'

import type { PageLanguage } from '../preferences/preferences-store.ts'
import { en, type Messages } from './en.ts'

type Translation = { language: PageLanguage; messages: Messages }

const useTranslation = create<Translation>(() => ({ language: 'en', messages: en }))
const TranslationContext = createContext<Translation>(useTranslation.getInitialState())

/** Provides the texts by context: a store subscription in each of the many places that read them costs too much. */
export function MessagesProvider({ children }: { children: ReactNode }) {
  return createElement(TranslationContext, { value: useTranslation() }, children)
}

export function useMessages(): Messages {
  return use(TranslationContext).messages
}

export function useLanguage(): PageLanguage {
  return use(TranslationContext).language
}

/** Creates a hook for texts that load with the page that uses them. */
export function createPageMessages<Texts>(texts: Record<PageLanguage, Texts>): () => Texts {
  return function usePageMessages() {
    return texts[useLanguage()]
  }
}

/** Loads a language and switches to it. Sets `<html lang>` too. Rejects if the texts cannot be loaded. */
export async function setLanguage(language: PageLanguage) {
  const messages = language === 'en' ? en : (await import('./zh-cn.ts')).zhCn
  document.documentElement.lang = language
  useTranslation.setState({ language, messages })
}

/** The first of the browser's preferred languages that we have; English if none. */
export function preferredLanguage(preferred: readonly string[]): PageLanguage {
  const known = preferred.find((tag) => /^(?:en|zh)\b/i.test(tag))
  return known !== undefined && /^zh\b/i.test(known) ? 'zh-CN' : 'en'
}
