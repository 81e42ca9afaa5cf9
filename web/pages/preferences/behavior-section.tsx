import { copyFormatsFor, parseCopyFormat } from '../../copy/formats/formats.ts'
import { useMessages } from '../../i18n/messages.ts'
import { canWorkOffline } from '../../offline/offline-entry.ts'
import { FIRST_PREFERENCES, prefer, usePreferences } from '../../preferences/preferences-store.ts'
import { ChoiceRow } from './choice-row.tsx'
import { usePreferencesMessages } from './preferences-messages.ts'

import control from '../../ui/control.module.css'
import classes from './preferences-page.module.css'

const UTC = 'UTC'

/** How copying, keys and dates work. */
export function WorkChoices() {
  const words = usePreferencesMessages()
  const { copy, keyboard } = useMessages()
  const { copyFormat, shortcuts, offline } = usePreferences()
  return (
    <section aria-labelledby="work">
      <h2 id="work">{words.work}</h2>
      <ChoiceRow label={words.copyForm}>
        <select
          className={`${control.field} ${classes.select}`}
          aria-label={words.copyForm}
          value={parseCopyFormat(copyFormat) ?? FIRST_PREFERENCES.copyFormat}
          onChange={({ currentTarget }) => prefer({ copyFormat: currentTarget.value })}
        >
          {copyFormatsFor(1).map(({ id }) => (
            <option key={id} value={id}>
              {copy.forms[id]}
            </option>
          ))}
        </select>
      </ChoiceRow>
      <TimeZoneChoice />
      <ChoiceRow label={keyboard.title}>
        <div className={classes.checks}>
          <label>
            <input
              type="checkbox"
              checked={shortcuts}
              onChange={({ currentTarget }) => prefer({ shortcuts: currentTarget.checked })}
            />
            {keyboard.on}
          </label>
        </div>
      </ChoiceRow>
      <ChoiceRow label={words.offline}>
        <div className={classes.checks}>
          <label>
            <input
              type="checkbox"
              checked={offline}
              disabled={!canWorkOffline}
              onChange={({ currentTarget }) => prefer({ offline: currentTarget.checked })}
            />
            {words.offlineOn}
          </label>
          <p>{canWorkOffline ? words.offlineText : words.offlineCannot}</p>
        </div>
      </ChoiceRow>
    </section>
  )
}

function TimeZoneChoice() {
  const words = usePreferencesMessages()
  const chosen = usePreferences(({ timeZone }) => timeZone)
  const known = new Set([UTC, ...(chosen === null ? [] : [chosen]), ...Intl.supportedValuesOf('timeZone')])
  return (
    <ChoiceRow label={words.timeZone}>
      <select
        className={`${control.field} ${classes.select}`}
        aria-label={words.timeZone}
        value={chosen ?? ''}
        onChange={({ currentTarget: { value } }) => prefer({ timeZone: value === '' ? null : value })}
      >
        <option value="">{words.browserZone(new Intl.DateTimeFormat().resolvedOptions().timeZone)}</option>
        {[...known].map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </select>
    </ChoiceRow>
  )
}
