import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'

import { MAX_LOOKUP_BYTES } from '#contract/lookup.ts'

import { lookupMutation } from '../../api/queries.ts'
import { failureMessage } from '../../i18n/failure-messages.ts'
import { useMessages } from '../../i18n/messages.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { announce } from '../../ui/live-region.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { useLookupMessages } from './lookup-messages.ts'
import { LookupResults } from './lookup-results.tsx'

import control from '../../ui/control.module.css'
import classes from './lookup-page.module.css'

/** Finds the image IDs in pasted text and shows which regions have, or had, each. The text is not put into the URL. */
export function LookupPage() {
  const messages = useMessages()
  const lookup = useLookupMessages()
  const box = useRef<HTMLTextAreaElement>(null)
  const [isTooLong, setTooLong] = useState(false)
  const search = useMutation({
    ...lookupMutation(),
    onSuccess: ({ results }) => announce(lookup.found(results.length)),
  })

  function submit() {
    const text = box.current?.value ?? ''
    const isLong = new TextEncoder().encode(text).length > MAX_LOOKUP_BYTES
    setTooLong(isLong)
    if (!isLong && text.trim() !== '') search.mutate({ text })
  }

  return (
    <>
      <PageHead title={lookup.title} intro={lookup.intro} />
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <textarea
          ref={box}
          className={`${control.field} ${classes.box}`}
          aria-label={lookup.box}
          placeholder={lookup.box}
          rows={8}
          spellCheck={false}
          onPaste={() => setTimeout(submit)}
        />
        <button type="submit" className={classes.button} aria-busy={search.isPending}>
          {lookup.submit}
        </button>
      </form>
      {isTooLong && (
        <Notice kind="error" role="alert" title={lookup.tooLong}>
          {null}
        </Notice>
      )}
      {search.isError && (
        <FailureNotice
          message={failureMessage(search.error.failure, messages)}
          retryAtMs={null}
          onRetry={submit}
        />
      )}
      {search.data !== undefined && <LookupResults key={search.submittedAt} answer={search.data} />}
    </>
  )
}
