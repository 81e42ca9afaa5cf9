import { PAGE_PATHS } from '#contract/api.ts'

import { useMessages } from '../../i18n/messages.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { BackupSection } from './backup-section.tsx'
import { BehaviorSection } from './behavior-section.tsx'
import { DisplaySection } from './display-section.tsx'
import { usePreferencesMessages } from './preferences-messages.ts'
import { RegionsSection } from './regions-section.tsx'

import classes from './preferences-page.module.css'

/** Every setting stored in this browser. */
export function PreferencesPage() {
  const text = usePreferencesMessages()
  const { page } = useMessages()
  return (
    <>
      <PageHead title={text.title} intro={text.intro}>
        <a href={PAGE_PATHS.help}>{page.help}</a>
      </PageHead>
      <div className={classes.sections}>
        <DisplaySection />
        <BehaviorSection />
        <RegionsSection />
        <BackupSection />
      </div>
    </>
  )
}
