import type { PageLanguage } from '../preferences/preferences-store.ts'
import { useLanguage } from './messages.ts'

/** Makes the hook for texts that are loaded with the page that uses them. */
export function createPageMessages<Texts>(texts: Record<PageLanguage, Texts>): () => Texts {
  return function usePageMessages() {
    return texts[useLanguage()]
  }
}
