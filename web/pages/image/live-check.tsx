import { useMutation } from '@tanstack/react-query'

import { liveImagesMutation } from '../../api/queries.ts'
import { failureMessage } from '../../i18n/failure-messages.ts'
import { useMessages } from '../../i18n/messages.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useImageMessages } from './image-messages.ts'

import control from '../../ui/control.module.css'
import classes from './image-page.module.css'

/** Asks Alibaba Cloud directly whether the region still lists the ID, with one API call. */
export function LiveCheck({ regionId, imageId }: { regionId: string; imageId: string }) {
  const messages = useMessages()
  const text = useImageMessages()
  const check = useMutation(liveImagesMutation())
  const start = () => check.mutate({ regionId, imageIds: [imageId] })
  return (
    <div className={classes.verify}>
      <button
        type="button"
        className={`${control.button} ${classes.button}`}
        aria-busy={check.isPending}
        onClick={start}
      >
        {check.isPending ? text.verifying : text.verify}
      </button>
      {check.isSuccess && (
        <Notice kind={check.data.total > 0 ? 'info' : 'warning'} role="note" title="">
          {check.data.total > 0 ? text.verified(regionId) : text.notThere(regionId)}
        </Notice>
      )}
      {check.isError && (
        <FailureNotice
          message={failureMessage(check.error.failure, messages, regionId)}
          retryAtMs={null}
          onRetry={start}
        />
      )}
    </div>
  )
}
