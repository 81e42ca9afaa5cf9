import { useMemo } from 'react'

import { factsOf } from '../../image/software-versions.ts'

import classes from './facts-list.module.css'

/** The products and versions that a description names, plain in any language; the description itself stands beside. */
export function Facts({ description }: { description: string }) {
  const facts = useMemo(() => factsOf(description), [description])
  if (facts.length === 0) return null
  return (
    <dl className={classes.facts}>
      {facts.map(({ label, value }) => (
        <div key={`${label} ${value}`}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
