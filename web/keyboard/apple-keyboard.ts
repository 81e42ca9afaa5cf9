/** Whether the keyboard is likely one of Apple's, where Command does what Ctrl does elsewhere. */
export function isAppleKeyboard(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent)
}
