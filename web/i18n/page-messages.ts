import type { PageLanguage } from '../preferences/preferences-store.ts'
import { useLanguage } from './messages.ts'

/** Creates a hook for texts that load with the page that uses them. */
export function createPageMessages<Texts>(texts: Record<PageLanguage, Texts>): () => Texts {
  return function usePageMessages() {
    return texts[useLanguage()]
  }
}
