import { Menu } from '@mantine/core'
import { type ReactElement, type ReactNode, type RefObject, useEffect, useState } from 'react'

import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/Menu.css'

import { Mantine } from './mantine.tsx'

/** A menu that mounts open, since its code loads on the first click. Closing it returns the focus to its button. */
export function LazyMenu(props: {
  target: RefObject<HTMLButtonElement | null>
  button: ReactElement
  /** The dropdown. */
  children: ReactNode
}) {
  const { target } = props
  const [isOpen, setOpen] = useState(true)
  useEffect(() => {
    const button = target.current
    if (!isOpen || button === null) return undefined
    // Mantine handles Escape inside the dropdown only, and the focus takes a moment to get there.
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return
      event.stopPropagation()
      setOpen(false)
    }
    button.addEventListener('keydown', closeOnEscape)
    return () => button.removeEventListener('keydown', closeOnEscape)
  }, [isOpen, target])
  return (
    <Mantine>
      <Menu
        opened={isOpen}
        onChange={setOpen}
        onClose={() => target.current?.focus()}
        position="bottom-end"
        withInitialFocusPlaceholder={false}
        portalProps={{ target: '#content' }}
        transitionProps={{ duration: 0 }}
      >
        <Menu.Target>{props.button}</Menu.Target>
        {props.children}
      </Menu>
    </Mantine>
  )
}
