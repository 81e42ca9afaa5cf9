import { useMutation } from '@tanstack/react-query'

import { liveImagesMutation } from '../../api/queries.ts'
import { failureMessage } from '../../i18n/failure-messages.ts'
import { useMessages } from '../../i18n/messages.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useImageMessages } from './image-messages.ts'

import control from '../../ui/control.module.css'
import classes from './image-page.module.css'

/** One real call for one ID, when it has to be certain. */
export function VerifyNow({ regionId, imageId }: { regionId: string; imageId: string }) {
  const messages = useMessages()
  const text = useImageMessages()
  const verify = useMutation(liveImagesMutation())
  const ask = () => verify.mutate({ regionId, imageIds: [imageId] })
  return (
    <div className={classes.verify}>
      <button
        type="button"
        className={`${control.button} ${classes.button}`}
        aria-busy={verify.isPending}
        onClick={ask}
      >
        {verify.isPending ? text.verifying : text.verify}
      </button>
      {verify.isSuccess && (
        <Notice kind={verify.data.total > 0 ? 'info' : 'warning'} role="note" title="">
          {verify.data.total > 0 ? text.verified(regionId) : text.notThere(regionId)}
        </Notice>
      )}
      {verify.isError && (
        <FailureNotice
          message={failureMessage(verify.error.failure, messages, regionId)}
          retryAtMs={null}
          onRetry={ask}
        />
      )}
    </div>
  )
}
