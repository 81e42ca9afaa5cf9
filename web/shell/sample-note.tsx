import { useSource } from '../api/first-data.ts'
import { CopyButton } from '../copy/copy-button.tsx'
import { useMessages } from '../messages/messages.ts'

import classes from './sample-note.module.css'

/** What the key of an account needs, and no more. Source: Alibaba Cloud help, "RAM authorization" of SWAS-OPEN. */
const RAM_POLICY = JSON.stringify(
  {
    Version: '1',
    Statement: [
      { Effect: 'Allow', Action: ['swas-open:ListRegions', 'swas-open:ListImages'], Resource: '*' },
    ],
  },
  null,
  2,
)

/** Always on screen while the images are made up. */
export function SampleNote() {
  const { page } = useMessages()
  if (useSource() !== 'sample') return null
  return (
    <aside role="note" aria-label={page.sampleTitle} className={classes.note}>
      <strong>{page.sampleTitle}</strong> {page.sampleText}
      <details className={classes.details}>
        <summary>{page.sampleMore}</summary>
        <ol>
          {page.sampleSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <pre className={classes.policy}>{RAM_POLICY}</pre>
        <CopyButton
          text={RAM_POLICY}
          label={page.copyPolicy}
          done={page.copiedPolicy}
          caption={page.copyPolicy}
        />
      </details>
    </aside>
  )
}
