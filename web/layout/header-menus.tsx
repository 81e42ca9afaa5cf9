import { IconKeyboard, IconLanguage, IconMoon, IconSettings } from '@tabler/icons-react'

import { PAGE_PATHS } from '#contract/api.ts'

import { useLanguage, useMessages } from '../i18n/messages.ts'
import { chooseLanguage } from '../preferences/apply-preferences.ts'
import {
  COLOR_SCHEMES,
  LANGUAGE_NAMES,
  PAGE_LANGUAGES,
  setPreferences,
  usePreferences,
} from '../preferences/preferences-store.ts'
import { ChoiceMenu } from '../ui/choice-menu.tsx'
import { openDialog } from './dialog-store.ts'

import classes from './header-menus.module.css'

export function HeaderMenus() {
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
    <a href={PAGE_PATHS.preferences} className={classes.button} aria-label={page.preferences}>
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
      onClick={() => openDialog({ kind: 'shortcut-help' })}
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
    choose: () => setPreferences({ colorScheme: scheme }),
  }))
  return (
    <ChoiceMenu className={classes.button ?? ''} label={page.colorScheme} choices={choices}>
      <IconMoon size={20} aria-hidden="true" />
    </ChoiceMenu>
  )
}
