import { Menu, useMantineColorScheme } from '@mantine/core'
import { IconKeyboard, IconLanguage, IconMoon, IconSettings } from '@tabler/icons-react'
import { useEffect } from 'react'

import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/Menu.css'

import { openLayer } from '../keyboard/layer.ts'
import { PATHS } from '../location/routes.ts'
import { useLanguage, useMessages } from '../messages/messages.ts'
import {
  COLOR_SCHEMES,
  LANGUAGE_NAMES,
  PAGE_LANGUAGES,
  prefer,
  usePreferences,
} from '../preferences/preferences.ts'

import classes from './display-menus.module.css'

/** Language and colors, remembered by this browser. */
export function DisplayMenus() {
  return (
    <div className={classes.menus}>
      <HelpButton />
      <LanguageMenu />
      <ColorSchemeMenu />
      <PreferencesLink />
    </div>
  )
}

function PreferencesLink() {
  const { page } = useMessages()
  return (
    <a href={PATHS.preferences} className={classes.button} aria-label={page.preferences}>
      <IconSettings size={20} aria-hidden="true" />
    </a>
  )
}

function HelpButton() {
  const { keyboard } = useMessages()
  return (
    <button
      type="button"
      className={classes.button}
      aria-label={keyboard.title}
      aria-haspopup="dialog"
      onClick={() => openLayer('help')}
    >
      <IconKeyboard size={20} aria-hidden="true" />
    </button>
  )
}

function LanguageMenu() {
  const { page } = useMessages()
  const current = useLanguage()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes.button} aria-label={page.language}>
          <IconLanguage size={20} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {PAGE_LANGUAGES.map((language) => (
          <Menu.RadioItem
            key={language}
            value={language}
            lang={language}
            checked={language === current}
            className={classes.item ?? ''}
            closeMenuOnClick
            onChange={() => prefer({ language })}
          >
            {LANGUAGE_NAMES[language]}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function ColorSchemeMenu() {
  const { page } = useMessages()
  const { setColorScheme } = useMantineColorScheme()
  const current = usePreferences(({ colorScheme }) => colorScheme)
  useEffect(() => setColorScheme(current), [current, setColorScheme])
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes.button} aria-label={page.colorScheme}>
          <IconMoon size={20} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {COLOR_SCHEMES.map((scheme) => (
          <Menu.RadioItem
            key={scheme}
            value={scheme}
            checked={scheme === current}
            className={classes.item ?? ''}
            closeMenuOnClick
            onChange={() => prefer({ colorScheme: scheme })}
          >
            {page.schemes[scheme]}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
