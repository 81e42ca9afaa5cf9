import { PAGE_PATHS } from '#contract/api.ts'

import { useSource } from '../api/bootstrap.ts'
import { CopyButton } from '../copy/copy-button.tsx'
import { useMessages } from '../i18n/messages.ts'
import { RAM_POLICY } from './ram-policy.ts'

import classes from './sample-banner.module.css'

/** Always on screen while the images are sample data. */
export function SampleBanner() {
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
        <div className={classes.actions}>
          <CopyButton
            text={RAM_POLICY}
            label={page.copyPolicy}
            done={page.copiedPolicy}
            caption={page.copyPolicy}
          />
          <a href={`${PAGE_PATHS.help}#policy`}>{page.help}</a>
        </div>
      </details>
    </aside>
  )
}
