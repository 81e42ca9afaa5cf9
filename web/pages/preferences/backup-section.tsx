import { useRef, useState } from 'react'

import {
  type FileProblem,
  formatPreferencesFile,
  parsePreferencesFile,
  PREFERENCES_FILE,
} from '../../preferences/export-import.ts'
import { DEFAULT_PREFERENCES, type Preferences, usePreferences } from '../../preferences/preferences-store.ts'
import { announce } from '../../ui/live-region.tsx'
import { Notice } from '../../ui/notice.tsx'
import { usePreferencesMessages } from './preferences-messages.ts'

import control from '../../ui/control.module.css'
import classes from './preferences-page.module.css'

type Result = { done: 'reset' | 'loaded'; before: Preferences } | { problem: FileProblem }

/** Exports, imports and resets the preferences. Importing and resetting can be undone. */
export function BackupSection() {
  const text = usePreferencesMessages()
  const [outcome, setOutcome] = useState<Result | null>(null)
  const resetButton = useRef<HTMLButtonElement>(null)

  function replace(preferences: Preferences, done: 'reset' | 'loaded') {
    setOutcome({ done, before: usePreferences.getState() })
    usePreferences.setState(preferences, true)
    announce(text.done[done])
  }

  async function importFile(file: File) {
    const parsed = parsePreferencesFile(await file.text())
    if (parsed.ok) replace(parsed.preferences, 'loaded')
    else setOutcome({ problem: parsed.problem })
  }

  function undo(before: Preferences) {
    usePreferences.setState(before, true)
    setOutcome(null)
    announce(text.isUndone)
    resetButton.current?.focus()
  }

  return (
    <section aria-labelledby="keep">
      <h2 id="keep">{text.keep}</h2>
      <div className={classes.actions}>
        <button type="button" className={control.button} onClick={exportFile}>
          {text.save}
        </button>
        <ImportButton onFile={(file) => void importFile(file)} />
        <button
          ref={resetButton}
          type="button"
          className={control.button}
          onClick={() => replace(DEFAULT_PREFERENCES, 'reset')}
        >
          {text.reset}
        </button>
      </div>
      {outcome !== null && 'done' in outcome && (
        <Notice kind="info">
          {text.done[outcome.done]}
          <button type="button" className={control.button} onClick={() => undo(outcome.before)}>
            {text.undo}
          </button>
        </Notice>
      )}
      {outcome !== null && 'problem' in outcome && <ImportError problem={outcome.problem} />}
    </section>
  )
}

/** A button that opens the hidden file input, which cannot be styled consistently. */
function ImportButton({ onFile }: { onFile: (file: File) => void }) {
  const text = usePreferencesMessages()
  const field = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className={control.button} onClick={() => field.current?.click()}>
        {text.load}
      </button>
      <input
        ref={field}
        type="file"
        hidden
        accept="application/json,.json"
        aria-label={text.load}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0]
          if (file !== undefined) onFile(file)
          currentTarget.value = ''
        }}
      />
    </>
  )
}

function ImportError({ problem }: { problem: FileProblem }) {
  const text = usePreferencesMessages()
  return (
    <Notice kind="error" role="alert" title={text.refused}>
      {problem.reason === 'value' ? text.value(problem.name) : text.problems[problem.reason]}
    </Notice>
  )
}

function exportFile() {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([formatPreferencesFile(usePreferences.getState())]))
  link.download = PREFERENCES_FILE
  link.click()
  URL.revokeObjectURL(link.href)
}
