import { type ReactNode, useId } from 'react'

import classes from './segmented-control.module.css'

/** Native radio buttons in a row, for a few choices. `extra` is not part of the accessible name. */
export function SegmentedControl<T extends string>(props: {
  label: string
  value: T
  choices: readonly { value: T; label: string; lang?: string; extra?: ReactNode }[]
  onChoose: (value: T) => void
}) {
  const { label, value, choices, onChoose } = props
  const name = useId()
  return (
    <div role="radiogroup" aria-label={label} className={classes.segments}>
      {choices.map((choice) => (
        <label key={choice.value} className={classes.segment} lang={choice.lang}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          {choice.label}
          {choice.extra !== undefined && (
            <span aria-hidden="true" className={classes.extra}>
              {choice.extra}
            </span>
          )}
        </label>
      ))}
    </div>
  )
}
