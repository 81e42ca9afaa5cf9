import { useRef, useState } from 'react'

import {
  type FileProblem,
  formatPreferencesFile,
  parsePreferencesFile,
  PREFERENCES_FILE,
} from '../../preferences/export-import.ts'
import { FIRST_PREFERENCES, type Preferences, usePreferences } from '../../preferences/preferences-store.ts'
import { announce } from '../../ui/live-region.tsx'
import { Notice } from '../../ui/notice.tsx'
import { usePreferencesMessages } from './preferences-messages.ts'

import control from '../../ui/control.module.css'
import classes from './preferences-page.module.css'

type Outcome = { done: 'reset' | 'loaded'; before: Preferences } | { problem: FileProblem }

/** Save to a file, load from one, begin anew; what was replaced can be had back. */
export function KeepPreferences() {
  const words = usePreferencesMessages()
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const resetButton = useRef<HTMLButtonElement>(null)

  function replace(preferences: Preferences, done: 'reset' | 'loaded') {
    setOutcome({ done, before: usePreferences.getState() })
    usePreferences.setState(preferences, true)
    announce(words.done[done])
  }

  async function load(chosen: File) {
    const read = parsePreferencesFile(await chosen.text())
    if (read.ok) replace(read.preferences, 'loaded')
    else setOutcome({ problem: read.problem })
  }

  function undo(before: Preferences) {
    usePreferences.setState(before, true)
    setOutcome(null)
    announce(words.isUndone)
    resetButton.current?.focus()
  }

  return (
    <section aria-labelledby="keep">
      <h2 id="keep">{words.keep}</h2>
      <div className={classes.actions}>
        <button type="button" className={control.button} onClick={save}>
          {words.save}
        </button>
        <LoadButton onFile={(chosen) => void load(chosen)} />
        <button
          ref={resetButton}
          type="button"
          className={control.button}
          onClick={() => replace(FIRST_PREFERENCES, 'reset')}
        >
          {words.reset}
        </button>
      </div>
      {outcome !== null && 'done' in outcome && (
        <Notice kind="info">
          {words.done[outcome.done]}
          <button type="button" className={control.button} onClick={() => undo(outcome.before)}>
            {words.undo}
          </button>
        </Notice>
      )}
      {outcome !== null && 'problem' in outcome && <Refused problem={outcome.problem} />}
    </section>
  )
}

/** A button like the others, which stands for the field that browsers draw as they like. */
function LoadButton({ onFile }: { onFile: (file: File) => void }) {
  const words = usePreferencesMessages()
  const field = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className={control.button} onClick={() => field.current?.click()}>
        {words.load}
      </button>
      <input
        ref={field}
        type="file"
        hidden
        accept="application/json,.json"
        aria-label={words.load}
        onChange={({ currentTarget }) => {
          const chosen = currentTarget.files?.[0]
          if (chosen !== undefined) onFile(chosen)
          currentTarget.value = ''
        }}
      />
    </>
  )
}

function Refused({ problem }: { problem: FileProblem }) {
  const words = usePreferencesMessages()
  return (
    <Notice kind="error" role="alert" title={words.refused}>
      {problem.reason === 'value' ? words.value(problem.name) : words.problems[problem.reason]}
    </Notice>
  )
}

function save() {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([formatPreferencesFile(usePreferences.getState())]))
  link.download = PREFERENCES_FILE
  link.click()
  URL.revokeObjectURL(link.href)
}
