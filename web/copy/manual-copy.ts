import { create } from 'zustand'

/** A text that the clipboard refused, and what takes the focus back at the end. */
export const useCopyByHand = create<{ text: string | null; opener: Element | null }>(() => ({
  text: null,
  opener: null,
}))

/** Shows a text that the clipboard refused, selected for the keyboard. */
export function openCopyByHand(text: string) {
  useCopyByHand.setState({ text, opener: document.activeElement })
}

/** Ends it. */
export function closeCopyByHand() {
  useCopyByHand.setState({ text: null })
}
