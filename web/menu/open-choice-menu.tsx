import { Menu } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'

import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/Menu.css'
import classes from './choice-menu.module.css'

/** One line of a menu, of which one is chosen. */
export type Choice = {
  label: string
  /** The language of the label, where it is not that of the page. */
  lang?: string
  isChosen: boolean
  choose: () => void
}

/** The menu of a {@link Choice}, open from the start. */
export function OpenChoiceMenu(props: {
  className: string
  label: string | undefined
  choices: readonly Choice[]
  children: ReactNode
}) {
  const [isOpen, setOpen] = useState(true)
  const target = useRef<HTMLButtonElement>(null)
  return (
    <Menu
      opened={isOpen}
      onChange={setOpen}
      onClose={() => target.current?.focus()}
      position="bottom-end"
      withInitialFocusPlaceholder={false}
      portalProps={{ target: '#content' }}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <button ref={target} type="button" className={props.className} aria-label={props.label}>
          {props.children}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {props.choices.map(({ label, lang, isChosen, choose }) => (
          <Menu.RadioItem
            key={label}
            value={label}
            lang={lang}
            checked={isChosen}
            className={classes.item ?? ''}
            closeMenuOnClick
            onChange={choose}
          >
            {label}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
