import { PATHS } from '../location/routes.ts'
import { useMessages } from '../messages/messages.ts'
import { PageHead } from '../ui/page-head.tsx'
import { DisplayChoices } from './display-choices.tsx'
import { KeepPreferences } from './keep-preferences.tsx'
import { usePreferencesWords } from './preferences-words.ts'
import { RegionPreferences } from './region-preferences.tsx'
import { WorkChoices } from './work-choices.tsx'

import classes from './preferences-page.module.css'

/** Everything that this browser remembers, each thing in one place. */
export function PreferencesPage() {
  const words = usePreferencesWords()
  const { page } = useMessages()
  return (
    <>
      <PageHead title={words.title} intro={words.intro}>
        <a href={PATHS.help}>{page.help}</a>
      </PageHead>
      <div className={classes.sections}>
        <DisplayChoices />
        <WorkChoices />
        <RegionPreferences />
        <KeepPreferences />
      </div>
    </>
  )
}
