import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'

import { MOST_IMAGE_IDS } from '#contract/images.ts'

import { regionsQuery } from '../api/queries.ts'
import { failureWords } from '../messages/failure-words.ts'
import { useMessages } from '../messages/messages.ts'
import { useNow } from '../ui/age.tsx'
import { announce } from '../ui/announcer.tsx'
import { FailureNotice } from '../ui/failure-notice.tsx'
import { Notice } from '../ui/notice.tsx'
import { regionsOf } from './live-results.ts'
import type { LiveProgress, useLiveLookup } from './use-live-lookup.ts'

import control from '../ui/control.module.css'
import classes from './lookup-page.module.css'

type Live = ReturnType<typeof useLiveLookup>

/** Asks the cloud itself for the IDs of a look-up, and says how far that has come. */
export function LiveCheck({ live }: { live: Live }) {
  const { lookup } = useMessages()
  const { phase, progress, check, cancel } = live
  const { done, regionIds } = progress
  const answered = regionIds.filter((regionId) => live.failures[regionId] === undefined).length
  useEffect(() => {
    if (phase === 'done' && answered > 0) announce(lookup.liveDone(answered))
  }, [phase, lookup, answered])
  return (
    <section className={classes.live} aria-label={lookup.live}>
      {phase === 'running' ? <Running progress={progress} onCancel={cancel} /> : <Choices live={live} />}
      {phase === 'done' && answered > 0 && <p>{lookup.liveDone(answered)}</p>}
      {phase === 'cancelled' && <p>{lookup.cancelled(done, regionIds.length)}</p>}
      {phase === 'broken' && <Broken live={live} onRetry={() => void check(regionIds)} />}
      <Failures live={live} />
    </section>
  )
}

/** Where to ask, and how many calls that takes. */
function Choices({ live }: { live: Live }) {
  const { lookup } = useMessages()
  const results = [...live.results.values()]
  const all = useQuery(regionsQuery()).data?.regions.map(({ regionId }) => regionId) ?? []
  const places = regionsOf(results)
  const calls = Math.ceil(results.length / MOST_IMAGE_IDS)
  return (
    <>
      <span className={classes.choices}>
        {places.length > 0 && places.length < all.length && (
          <button type="button" className={control.button} onClick={() => void live.check(places)}>
            {lookup.checkIn(places.length, places.length * calls)}
          </button>
        )}
        {all.length > 0 && (
          <button type="button" className={control.button} onClick={() => void live.check(all)}>
            {lookup.checkAll(all.length, all.length * calls)}
          </button>
        )}
      </span>
      <p className={classes.hint}>{lookup.liveHint}</p>
    </>
  )
}

function Running({ progress, onCancel }: { progress: LiveProgress; onCancel: () => void }) {
  const { lookup } = useMessages()
  const { done, regionIds, nextAtMs } = progress
  const leftMs = nextAtMs - useNow()
  const text = lookup.checkedOf(done, regionIds.length)
  return (
    <span className={classes.choices}>
      <progress aria-label={lookup.live} max={regionIds.length} value={done} />
      <span>
        {text} · {leftMs > 0 ? lookup.nextCall(Math.ceil(leftMs / 1000)) : lookup.asking}
      </span>
      <button type="button" className={control.button} onClick={onCancel}>
        {lookup.cancel}
      </button>
    </span>
  )
}

function Broken({ live, onRetry }: { live: Live; onRetry: () => void }) {
  const messages = useMessages()
  if (live.broken === null) return <Notice kind="warning">{messages.lookup.interrupted}</Notice>
  return <FailureNotice words={failureWords(live.broken, messages)} retryAtMs={null} onRetry={onRetry} />
}

/** Each region that could not be asked, with its reason and its own way to ask again. */
function Failures({ live }: { live: Live }) {
  const messages = useMessages()
  return Object.entries(live.failures).map(([regionId, failure]) => (
    <FailureNotice
      key={regionId}
      words={failureWords(failure, messages, regionId)}
      retryAtMs={null}
      onRetry={() => void live.check([regionId])}
    />
  ))
}
