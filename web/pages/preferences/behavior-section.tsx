import { copyFormatsFor, parseCopyFormat } from '../../copy/formats/formats.ts'
import { useMessages } from '../../i18n/messages.ts'
import { canWorkOffline } from '../../offline/offline-entry.ts'
import { DEFAULT_PREFERENCES, setPreferences, usePreferences } from '../../preferences/preferences-store.ts'
import { ChoiceRow } from './choice-row.tsx'
import { usePreferencesMessages } from './preferences-messages.ts'

import control from '../../ui/control.module.css'
import classes from './preferences-page.module.css'

const UTC = 'UTC'

/** Copy format, time zone, shortcuts and offline use. */
export function BehaviorSection() {
  const text = usePreferencesMessages()
  const { copy, keyboard } = useMessages()
  const { copyFormat, shortcuts, offline } = usePreferences()
  return (
    <section aria-labelledby="work">
      <h2 id="work">{text.work}</h2>
      <ChoiceRow label={text.copyForm}>
        <select
          className={`${control.field} ${classes.select}`}
          aria-label={text.copyForm}
          value={parseCopyFormat(copyFormat) ?? DEFAULT_PREFERENCES.copyFormat}
          onChange={({ currentTarget }) => setPreferences({ copyFormat: currentTarget.value })}
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
              onChange={({ currentTarget }) => setPreferences({ shortcuts: currentTarget.checked })}
            />
            {keyboard.on}
          </label>
        </div>
      </ChoiceRow>
      <ChoiceRow label={text.offline}>
        <div className={classes.checks}>
          <label>
            <input
              type="checkbox"
              checked={offline}
              disabled={!canWorkOffline}
              onChange={({ currentTarget }) => setPreferences({ offline: currentTarget.checked })}
            />
            {text.offlineOn}
          </label>
          <p>{canWorkOffline ? text.offlineText : text.offlineCannot}</p>
        </div>
      </ChoiceRow>
    </section>
  )
}

function TimeZoneChoice() {
  const text = usePreferencesMessages()
  const chosen = usePreferences(({ timeZone }) => timeZone)
  const known = new Set([UTC, ...(chosen === null ? [] : [chosen]), ...Intl.supportedValuesOf('timeZone')])
  return (
    <ChoiceRow label={text.timeZone}>
      <select
        className={`${control.field} ${classes.select}`}
        aria-label={text.timeZone}
        value={chosen ?? ''}
        onChange={({ currentTarget: { value } }) => setPreferences({ timeZone: value === '' ? null : value })}
      >
        <option value="">{text.browserZone(new Intl.DateTimeFormat().resolvedOptions().timeZone)}</option>
        {[...known].map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </select>
    </ChoiceRow>
  )
}
