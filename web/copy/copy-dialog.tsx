import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import { imagesQuery } from '../api/queries.ts'
import { useMessages } from '../i18n/messages.ts'
import { prefer } from '../preferences/preferences-store.ts'
import { Dialog } from '../ui/dialog.tsx'
import { CopyButton } from './copy-button.tsx'
import { useCopyContext } from './copy-context.ts'
import { closeCopyPreview, type CopyPreview, useCopyPreview } from './copy-dialog-store.ts'
import { copyFormatsFor, fileContent, parseCopyFormat, type Snippet, snippetOf } from './formats/formats.ts'
import { highlight } from './highlight-syntax.ts'
import { StaleCopy } from './stale-copy-notice.tsx'

import control from '../ui/control.module.css'
import classes from './copy-dialog.module.css'

/** Images in one of the copy forms, as they will be copied. */
export function CopyPreviewDialog({ images, formatId, opener }: CopyPreview) {
  const { copy } = useMessages()
  const shown = useRef<HTMLElement>(null)
  const context = useCopyContext(images)
  useTimesOf(images.filter(({ regionId }) => context.asOf[regionId] === undefined))
  const snippet = snippetOf(formatId, images, context)
  useEffect(() => () => opener?.focus(), [opener])
  return (
    <Dialog onClose={closeCopyPreview} title={copy.previewTitle(images.length)} size="xl">
      <FormatChoice images={images} formatId={formatId} />
      <Placeholders snippet={snippet} />
      <pre className={classes.snippet} tabIndex={0} role="region" aria-label={copy.forms[formatId]}>
        <code ref={shown}>
          {highlight(snippet.text, snippet.language).map(({ kind, text }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- parts have no identity and are drawn anew as a whole
            <span key={index} data-kind={kind}>
              {text}
            </span>
          ))}
        </code>
      </pre>
      <div className={`${classes.actions} ${control.led}`}>
        <CopyButton
          text={snippet.text}
          label={copy.copySnippet(copy.forms[formatId])}
          caption={copy.copy}
          done={copy.copiedSnippet(copy.forms[formatId])}
          shown={shown}
        />
        <button type="button" className={control.button} onClick={() => download(snippet)}>
          <IconDownload size={18} aria-hidden="true" />
          {copy.download(snippet.fileName)}
        </button>
      </div>
      <StaleCopy images={images} />
    </Dialog>
  )
}

/** Reads the lists of regions that the page has not shown yet, so that the snippet can say how old they are. */
function useTimesOf(images: CopyPreview['images']) {
  const regions = [...new Set(images.map(({ regionId }) => regionId))].sort().join(',')
  useQuery({ ...imagesQuery(regions), enabled: regions !== '' })
}

/** The form, remembered for the next time. */
function FormatChoice({ images, formatId }: Omit<CopyPreview, 'opener'>) {
  const { copy } = useMessages()
  return (
    <label className={classes.choice}>
      {copy.form}
      <select
        value={formatId}
        onChange={({ currentTarget }) => {
          const chosen = parseCopyFormat(currentTarget.value) ?? formatId
          prefer({ copyFormat: chosen })
          useCopyPreview.setState({ formatId: chosen })
        }}
      >
        {copyFormatsFor(images.length).map(({ id }) => (
          <option key={id} value={id}>
            {copy.forms[id]}
          </option>
        ))}
      </select>
    </label>
  )
}

function Placeholders({ snippet }: { snippet: Snippet }) {
  const { copy } = useMessages()
  if (snippet.placeholders.length === 0) return null
  return (
    <p className={classes.placeholders}>
      {copy.replace}{' '}
      {snippet.placeholders.map((placeholder) => (
        <code key={placeholder}>{placeholder}</code>
      ))}
    </p>
  )
}

function download(snippet: Snippet) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([fileContent(snippet)]))
  link.download = snippet.fileName
  link.click()
  URL.revokeObjectURL(link.href)
}
