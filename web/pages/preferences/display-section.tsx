import { useMessages } from '../../i18n/messages.ts'
import {
  COLOR_SCHEMES,
  DENSITIES,
  LANGUAGE_NAMES,
  PAGE_LANGUAGES,
  setPreferences,
  usePreferences,
} from '../../preferences/preferences-store.ts'
import { COLUMNS, LAYOUTS } from '../../routing/image-view.ts'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { ChoiceRow } from './choice-row.tsx'
import { usePreferencesMessages } from './preferences-messages.ts'

import classes from './preferences-page.module.css'

/** Language, color scheme, view, density and columns. */
export function DisplaySection() {
  const text = usePreferencesMessages()
  const { page, browse } = useMessages()
  const { language, colorScheme, layout, density } = usePreferences()
  const languages = [
    { value: 'browser', label: text.likeBrowser },
    ...PAGE_LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value], lang: value })),
  ]
  return (
    <section aria-labelledby="display">
      <h2 id="display">{text.display}</h2>
      <ChoiceRow label={page.language}>
        <SegmentedControl
          label={page.language}
          value={language ?? 'browser'}
          choices={languages}
          onChoose={(chosen) =>
            setPreferences({ language: PAGE_LANGUAGES.find((known) => known === chosen) ?? null })
          }
        />
      </ChoiceRow>
      <ChoiceRow label={page.colorScheme}>
        <SegmentedControl
          label={page.colorScheme}
          value={colorScheme}
          choices={COLOR_SCHEMES.map((value) => ({ value, label: page.schemes[value] }))}
          onChoose={(colorScheme) => setPreferences({ colorScheme })}
        />
      </ChoiceRow>
      <ChoiceRow label={browse.view}>
        <SegmentedControl
          label={browse.view}
          value={layout}
          choices={LAYOUTS.map((value) => ({ value, label: browse.views[value] }))}
          onChoose={(layout) => setPreferences({ layout })}
        />
      </ChoiceRow>
      <ChoiceRow label={text.density}>
        <SegmentedControl
          label={text.density}
          value={density}
          choices={DENSITIES.map((value) => ({ value, label: text.densities[value] }))}
          onChoose={(density) => setPreferences({ density })}
        />
      </ChoiceRow>
      <Columns />
    </section>
  )
}

function Columns() {
  const text = usePreferencesMessages()
  const { browse } = useMessages()
  const columns = usePreferences(({ columns }) => columns)
  return (
    <ChoiceRow label={text.columns}>
      <div role="group" aria-label={text.columns} className={classes.checks}>
        {COLUMNS.map((column) => (
          <label key={column}>
            <input
              type="checkbox"
              checked={columns.includes(column)}
              onChange={({ currentTarget: { checked } }) =>
                setPreferences({
                  columns: COLUMNS.filter((other) => (other === column ? checked : columns.includes(other))),
                })
              }
            />
            {browse.columns[column]}
          </label>
        ))}
      </div>
    </ChoiceRow>
  )
}
