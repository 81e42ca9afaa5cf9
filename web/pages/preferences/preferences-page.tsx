import { PAGE_PATHS } from '#contract/api.ts'

import { useMessages } from '../../i18n/messages.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { KeepPreferences } from './backup-section.tsx'
import { WorkChoices } from './behavior-section.tsx'
import { DisplayChoices } from './display-section.tsx'
import { usePreferencesMessages } from './preferences-messages.ts'
import { RegionPreferences } from './regions-section.tsx'

import classes from './preferences-page.module.css'

/** Everything that this browser remembers, each thing in one place. */
export function PreferencesPage() {
  const words = usePreferencesMessages()
  const { page } = useMessages()
  return (
    <>
      <PageHead title={words.title} intro={words.intro}>
        <a href={PAGE_PATHS.help}>{page.help}</a>
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
