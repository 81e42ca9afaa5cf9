import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { MAX_IMAGE_IDS } from '#contract/images.ts'

import { liveImagesMutation, statusQuery } from '../api/queries.ts'
import { failureMessage } from '../i18n/failure-messages.ts'
import { useLanguage, useMessages } from '../i18n/messages.ts'
import { serverNow } from '../lib/server-clock.ts'
import { useTick } from '../lib/ticker.ts'
import { announce } from '../ui/live-region.tsx'
import { Notice } from '../ui/notice.tsx'
import { formatAge } from '../ui/relative-time.tsx'
import { snapshotTimes } from './copy-context.ts'
import type { CopiedImage } from './formats/format.ts'
import { checkCalls, oldestFetch, staleAtMs } from './last-copy.ts'

import control from '../ui/control.module.css'
import classes from './stale-copy-notice.module.css'

type Props = {
  images: readonly CopiedImage[]
  /** Makes the notice float and announce itself. Also called if the data turns out to be fresh. */
  onDismiss?: (() => void) | undefined
}

/** Warns that images come from data more than an hour old, and offers to check just them against Alibaba Cloud. */
export function StaleCopyNotice({ images, onDismiss }: Props) {
  const { fetchedAt, isFetching } = useOldestFetch(images)
  const isStale = useIsStale(fetchedAt)
  useEffect(() => {
    if (!isStale && !isFetching) onDismiss?.()
  }, [isStale, isFetching, onDismiss])
  if (fetchedAt === undefined || !isStale) return null
  return <OldDataNotice images={images} fetchedAt={fetchedAt} onDismiss={onDismiss} />
}

function OldDataNotice({ images, fetchedAt, onDismiss }: Props & { fetchedAt: string }) {
  const { copy } = useMessages()
  const language = useLanguage()
  const text = useTick(({ serverMs }) => copy.oldData(formatAge(serverMs - Date.parse(fetchedAt), language)))
  useEffect(() => {
    if (onDismiss !== undefined) announce(text)
  }, [onDismiss, text])
  return (
    <div className={onDismiss === undefined ? undefined : classes.floating}>
      <Notice kind="warning" role="note" title={text}>
        <LiveCheck images={images} />
        {onDismiss !== undefined && (
          <button type="button" className={control.button} onClick={onDismiss}>
            {copy.dismiss}
          </button>
        )}
      </Notice>
    </div>
  )
}

/** When the oldest data was fetched. Asks the server about regions that this page has not fetched. */
function useOldestFetch(images: Props['images']) {
  const onPage = snapshotTimes(useQueryClient())
  const known = oldestFetch(images, onPage)
  const status = useQuery({ ...statusQuery(), enabled: known === undefined })
  const onServer = (status.data?.regions ?? []).flatMap(({ regionId, fetchedAt }) =>
    fetchedAt === null ? [] : [[regionId, fetchedAt] as const],
  )
  return {
    fetchedAt: known ?? oldestFetch(images, { ...Object.fromEntries(onServer), ...onPage }),
    isFetching: status.isFetching,
  }
}

/** Whether data fetched at this time is stale. One timer fires when it becomes stale; nothing ticks until then. */
function useIsStale(fetchedAt: string | undefined): boolean {
  const [nowMs, setNowMs] = useState(serverNow)
  const limitMs = fetchedAt === undefined ? Infinity : staleAtMs(fetchedAt)
  const isStale = nowMs > limitMs
  useEffect(() => {
    if (isStale || limitMs === Infinity) return undefined
    const timer = setTimeout(() => setNowMs(serverNow()), limitMs - serverNow() + 1)
    return () => clearTimeout(timer)
  }, [isStale, limitMs])
  return isStale
}

/** Sends its calls one after another, because the quota is small. */
function LiveCheck({ images }: Pick<Props, 'images'>) {
  const messages = useMessages()
  const { copy } = messages
  const { mutateAsync } = useMutation(liveImagesMutation())
  const check = useMutation({
    mutationFn: async () => {
      const missing: MissingImage[] = []
      for (const { regionId, imageIds } of checkCalls(images, MAX_IMAGE_IDS)) {
        const listed = await mutateAsync({ regionId, imageIds })
        const found = new Set(listed.images.map(({ imageId }) => imageId))
        missing.push(...imageIds.filter((id) => !found.has(id)).map((imageId) => ({ regionId, imageId })))
      }
      return missing
    },
    onSuccess: (missing) => announce(copy.checked(images.length, missing.length)),
    onError: ({ failure }) => announce(failureMessage(failure, messages).title),
  })
  if (check.isSuccess) return <CheckResult count={images.length} missing={check.data} />
  return (
    <>
      {check.isError && <strong>{failureMessage(check.error.failure, messages).title}</strong>}
      <button
        type="button"
        className={control.button}
        aria-busy={check.isPending}
        onClick={() => check.isPending || check.mutate()}
      >
        {check.isPending ? copy.checking : copy.checkNow}
      </button>
    </>
  )
}

type MissingImage = Pick<CopiedImage, 'regionId' | 'imageId'>

function CheckResult({ count, missing }: { count: number; missing: readonly MissingImage[] }) {
  const { copy } = useMessages()
  return (
    <>
      <span>{copy.checked(count, missing.length)}</span>
      {missing.map(({ regionId, imageId }) => (
        <code key={`${regionId} ${imageId}`}>
          {regionId} {imageId}
        </code>
      ))}
    </>
  )
}
