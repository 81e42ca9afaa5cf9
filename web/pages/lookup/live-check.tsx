import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'

import { liveCalls, MAX_LIVE_CALLS } from '#contract/lookup.ts'

import { regionsQuery } from '../../api/queries.ts'
import { failureMessage } from '../../i18n/failure-messages.ts'
import { useMessages } from '../../i18n/messages.ts'
import { useTick } from '../../lib/ticker.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { announce } from '../../ui/live-region.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useLookupMessages } from './lookup-messages.ts'
import { regionsOf } from './merge-results.ts'
import type { LiveProgress, useLiveLookup } from './use-live-lookup.ts'

import control from '../../ui/control.module.css'
import classes from './lookup-page.module.css'

type Live = ReturnType<typeof useLiveLookup>

/** Checks the IDs of a lookup against Alibaba Cloud and shows the progress. */
export function LiveCheck({ live }: { live: Live }) {
  const lookup = useLookupMessages()
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

/** Which regions to ask, and how many API calls that takes. */
function Choices({ live }: { live: Live }) {
  const lookup = useLookupMessages()
  const results = [...live.results.values()]
  const regions = useQuery(regionsQuery()).data
  const all = regions?.regions.map(({ regionId }) => regionId) ?? []
  const places = regionsOf(results)
  const callsIn = ({ length }: readonly string[]) => liveCalls(results.length, length)
  const isPossible = (regionIds: readonly string[]) =>
    regionIds.length > 0 && callsIn(regionIds) <= MAX_LIVE_CALLS
  return (
    <>
      <span className={classes.choices}>
        {isPossible(places) && places.length < all.length && (
          <button type="button" className={control.button} onClick={() => void live.check(places)}>
            {lookup.checkIn(places.length, callsIn(places))}
          </button>
        )}
        {isPossible(all) && (
          <button type="button" className={control.button} onClick={() => void live.check(all)}>
            {lookup.checkAll(all.length, callsIn(all))}
          </button>
        )}
      </span>
      <Cost calls={callsIn(all)} isLive={regions?.source === 'live'} />
      <p className={classes.hint}>{lookup.liveHint}</p>
    </>
  )
}

/** API calls per minute available to a live check; the sample has no such limit. */
const CALLS_A_MINUTE = 8

/** Warns if asking every region takes long or too many calls. */
function Cost({ calls, isLive }: { calls: number; isLive: boolean }) {
  const lookup = useLookupMessages()
  const minutes = Math.ceil(calls / CALLS_A_MINUTE)
  if (calls > MAX_LIVE_CALLS) return <p>{lookup.tooManyCalls(calls, MAX_LIVE_CALLS)}</p>
  return isLive && minutes > 1 ? <p>{lookup.liveTakes(minutes)}</p> : null
}

function Running({ progress, onCancel }: { progress: LiveProgress; onCancel: () => void }) {
  const lookup = useLookupMessages()
  const { done, regionIds, nextAtMs } = progress
  const seconds = useTick(({ browserMs }) => Math.ceil((nextAtMs - browserMs) / 1000))
  const text = lookup.checkedOf(done, regionIds.length)
  return (
    <span className={classes.choices}>
      <progress aria-label={lookup.live} max={regionIds.length} value={done} />
      <span>
        {text} · {seconds > 0 ? lookup.nextCall(seconds) : lookup.asking}
      </span>
      <button type="button" className={control.button} onClick={onCancel}>
        {lookup.cancel}
      </button>
    </span>
  )
}

function Broken({ live, onRetry }: { live: Live; onRetry: () => void }) {
  const messages = useMessages()
  const lookup = useLookupMessages()
  if (live.broken === null) return <Notice kind="warning">{lookup.interrupted}</Notice>
  return <FailureNotice message={failureMessage(live.broken, messages)} retryAtMs={null} onRetry={onRetry} />
}

/** The regions that failed, each with its error and a retry button. */
function Failures({ live }: { live: Live }) {
  const messages = useMessages()
  return Object.entries(live.failures).map(([regionId, failure]) => (
    <FailureNotice
      key={regionId}
      message={failureMessage(failure, messages, regionId)}
      retryAtMs={null}
      onRetry={() => void live.check([regionId])}
    />
  ))
}
