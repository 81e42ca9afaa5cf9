import { Menu } from '@mantine/core'
import { type ReactNode, useRef } from 'react'

import { LazyMenu } from './lazy-menu.tsx'

import classes from './choice-menu.module.css'

/** A radio item of the menu. */
export type Choice = {
  label: string
  /** The label's language, if not the page's. */
  lang?: string
  isChosen: boolean
  choose: () => void
}

/** A button whose menu is open from the start. */
export function ChoiceMenuDropdown(props: {
  className: string
  label: string | undefined
  choices: readonly Choice[]
  children: ReactNode
}) {
  const target = useRef<HTMLButtonElement>(null)
  return (
    <LazyMenu
      target={target}
      button={
        <button ref={target} type="button" className={props.className} aria-label={props.label}>
          {props.children}
        </button>
      }
    >
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
    </LazyMenu>
  )
}
