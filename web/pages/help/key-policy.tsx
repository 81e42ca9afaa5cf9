import { useRef } from 'react'

import { CopyButton } from '../../copy/copy-button.tsx'
import { useMessages } from '../../i18n/messages.ts'
import { STRICT_RAM_POLICY } from '../../layout/ram-policy.ts'
import { useHelpMessages } from './help-messages.ts'

import classes from './help-page.module.css'

/** What the key of the server needs, to copy. */
export function KeyPolicy() {
  const words = useHelpMessages()
  const { page } = useMessages()
  const shown = useRef<HTMLElement>(null)
  return (
    <>
      <p>{words.policyText}</p>
      <pre className={classes.policy} tabIndex={0} role="region" aria-label={words.policy}>
        <code ref={shown}>{STRICT_RAM_POLICY}</code>
      </pre>
      <CopyButton
        text={STRICT_RAM_POLICY}
        label={page.copyPolicy}
        done={page.copiedPolicy}
        caption={page.copyPolicy}
        shown={shown}
      />
      <ul className={classes.hints}>
        {words.policyHints.map((hint) => (
          <li key={hint}>{hint}</li>
        ))}
      </ul>
    </>
  )
}
