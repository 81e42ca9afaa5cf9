import { IconKeyboard, IconLanguage, IconMoon, IconSettings } from '@tabler/icons-react'

import { openLayer } from '../keyboard/layer.ts'
import { PATHS } from '../location/routes.ts'
import { ChoiceMenu } from '../menu/choice-menu.tsx'
import { useLanguage, useMessages } from '../messages/messages.ts'
import { chooseLanguage } from '../preferences/follow-preferences.ts'
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
  const choices = PAGE_LANGUAGES.map((language) => ({
    label: LANGUAGE_NAMES[language],
    lang: language,
    isChosen: language === current,
    choose: () => chooseLanguage(language),
  }))
  return (
    <ChoiceMenu className={classes.button ?? ''} label={page.language} choices={choices}>
      <IconLanguage size={20} aria-hidden="true" />
    </ChoiceMenu>
  )
}

function ColorSchemeMenu() {
  const { page } = useMessages()
  const current = usePreferences(({ colorScheme }) => colorScheme)
  const choices = COLOR_SCHEMES.map((scheme) => ({
    label: page.schemes[scheme],
    isChosen: scheme === current,
    choose: () => prefer({ colorScheme: scheme }),
  }))
  return (
    <ChoiceMenu className={classes.button ?? ''} label={page.colorScheme} choices={choices}>
      <IconMoon size={20} aria-hidden="true" />
    </ChoiceMenu>
  )
}
