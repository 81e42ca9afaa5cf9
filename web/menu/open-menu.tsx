import { Menu } from '@mantine/core'
import { type ReactElement, type ReactNode, type RefObject, useState } from 'react'

import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/Menu.css'

import { WithMantine } from './with-mantine.tsx'

/** A menu that is open from the start, since it comes when it is asked for. The focus goes back to its button. */
export function OpenMenu(props: {
  /** Holds the button. */
  target: RefObject<HTMLButtonElement | null>
  button: ReactElement
  /** The dropdown. */
  children: ReactNode
}) {
  const [isOpen, setOpen] = useState(true)
  return (
    <WithMantine>
      <Menu
        opened={isOpen}
        onChange={setOpen}
        onClose={() => props.target.current?.focus()}
        position="bottom-end"
        withInitialFocusPlaceholder={false}
        portalProps={{ target: '#content' }}
        transitionProps={{ duration: 0 }}
      >
        <Menu.Target>{props.button}</Menu.Target>
        {props.children}
      </Menu>
    </WithMantine>
  )
}
