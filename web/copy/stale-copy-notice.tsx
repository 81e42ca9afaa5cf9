import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

import { MOST_IMAGE_IDS } from '#contract/images.ts'

import { liveImagesMutation, statusQuery } from '../api/queries.ts'
import { failureMessage } from '../i18n/failure-messages.ts'
import { useLanguage, useMessages } from '../i18n/messages.ts'
import { announce } from '../ui/live-region.tsx'
import { Notice } from '../ui/notice.tsx'
import { formatAge, useNow } from '../ui/relative-time.tsx'
import { snapshotTimes } from './copy-context.ts'
import { checksOf, type CopiedOut, OLD_MS, oldestRead } from './last-copy.ts'

import control from '../ui/control.module.css'
import classes from './stale-copy-notice.module.css'

type Props = {
  images: readonly CopiedOut[]
  /** Without it the remark stays, and stands where it is put. */
  onDismiss?: () => void
}

/** Says how old copied images are where that is more than an hour, and offers to ask the cloud for just them. */
export function StaleCopy({ images, onDismiss }: Props) {
  const { copy } = useMessages()
  const language = useLanguage()
  const nowMs = useNow()
  const readAt = useOldestRead(images)
  const ageMs = readAt === undefined ? 0 : nowMs - Date.parse(readAt)
  const isOld = ageMs > OLD_MS
  const text = copy.oldData(formatAge(ageMs, language))
  useEffect(() => {
    if (isOld && onDismiss !== undefined) announce(text)
  }, [isOld, onDismiss, text])
  if (!isOld) return null
  return (
    <div className={onDismiss === undefined ? undefined : classes.floating}>
      <Notice kind="warning" role="note" title={text}>
        <Check images={images} />
        {onDismiss !== undefined && (
          <button type="button" className={control.button} onClick={onDismiss}>
            {copy.dismiss}
          </button>
        )}
      </Notice>
    </div>
  )
}

/** When the oldest data was read; asks the server's own record for regions that this page has not shown. */
function useOldestRead(images: readonly CopiedOut[]): string | undefined {
  const shown = snapshotTimes(useQueryClient())
  const here = oldestRead(images, shown)
  const status = useQuery({ ...statusQuery(), enabled: here === undefined })
  const recorded = (status.data?.regions ?? []).flatMap(({ regionId, fetchedAt }) =>
    fetchedAt === null ? [] : [[regionId, fetchedAt] as const],
  )
  return here ?? oldestRead(images, { ...Object.fromEntries(recorded), ...shown })
}

/** One call for one image; for a selection one for each of its regions, one after the other, as the quota is small. */
function Check({ images }: { images: readonly CopiedOut[] }) {
  const messages = useMessages()
  const { copy } = messages
  const { mutateAsync } = useMutation(liveImagesMutation())
  const check = useMutation({
    mutationFn: async () => {
      const missing: CopiedOut[] = []
      for (const { regionId, imageIds } of checksOf(images, MOST_IMAGE_IDS)) {
        const listed = await mutateAsync({ regionId, imageIds })
        const there = new Set(listed.images.map(({ imageId }) => imageId))
        missing.push(...imageIds.filter((id) => !there.has(id)).map((imageId) => ({ regionId, imageId })))
      }
      return missing
    },
    onSuccess: (missing) => announce(copy.checked(images.length, missing.length)),
    onError: ({ failure }) => announce(failureMessage(failure, messages).title),
  })
  if (check.isSuccess) return <Result count={images.length} missing={check.data} />
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

function Result({ count, missing }: { count: number; missing: readonly CopiedOut[] }) {
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
