import { type ReactNode, useState } from 'react'

import { lazyComponent } from '../lib/lazy-component.ts'
import type { Choice } from './choice-menu-dropdown.tsx'

const ChoiceMenuDropdown = lazyComponent(
  async () => (await import('./choice-menu-dropdown.tsx')).ChoiceMenuDropdown,
)

export const preloadChoiceMenu = ChoiceMenuDropdown.preload

/** A button with a menu of radio items. The code of the menu is loaded when it is first needed. */
export function ChoiceMenu(props: {
  className: string
  /** The accessible name, if the button shows no text. */
  label?: string
  choices: readonly Choice[]
  children: ReactNode
}) {
  const { className, label, choices, children } = props
  const [isAsked, setAsked] = useState(false)
  if (isAsked) return <ChoiceMenuDropdown.Component {...{ className, label, choices, children }} />
  return (
    <button
      type="button"
      className={className}
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={preloadChoiceMenu}
      onFocus={preloadChoiceMenu}
      onClick={() => ChoiceMenuDropdown.whenLoaded(() => setAsked(true))}
    >
      {children}
    </button>
  )
}
