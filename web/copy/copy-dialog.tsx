import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'

import { imagesQuery } from '../api/queries.ts'
import { useMessages } from '../i18n/messages.ts'
import { closeDialog } from '../layout/dialog-store.ts'
import { setPreferences, usePreferences } from '../preferences/preferences-store.ts'
import { Dialog } from '../ui/dialog.tsx'
import { CopyButton } from './copy-button.tsx'
import { useCopyContext } from './copy-context.ts'
import type { CopiedImage } from './formats/format.ts'
import {
  type CopyFormatId,
  copyFormatsFor,
  fileContent,
  parseCopyFormat,
  type Snippet,
  snippetOf,
} from './formats/formats.ts'
import { highlightSyntax } from './highlight-syntax.ts'
import { StaleCopyNotice } from './stale-copy-notice.tsx'

import control from '../ui/control.module.css'
import classes from './copy-dialog.module.css'

type Props = {
  images: readonly CopiedImage[]
  format?: CopyFormatId | 'region-map'
}

/** Shows images in a copy format of choice, before they are copied. */
export function CopyDialog({ images, format }: Props) {
  const { copy } = useMessages()
  const [formatId, setFormatId] = useState(() => initialFormat(images.length, format))
  const shown = useRef<HTMLElement>(null)
  const context = useCopyContext(images)
  useFetchTimes(images.filter(({ regionId }) => context.asOf[regionId] === undefined))
  const snippet = snippetOf(formatId, images, context)
  return (
    <Dialog onClose={closeDialog} title={copy.previewTitle(images.length)} size="xl">
      <FormatChoice count={images.length} value={formatId} onChoose={setFormatId} />
      <Placeholders snippet={snippet} />
      <pre className={classes.snippet} tabIndex={0} role="region" aria-label={copy.forms[formatId]}>
        <code ref={shown}>
          {highlightSyntax(snippet.text, snippet.language).map(({ kind, text }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- tokens have no identity and change all at once
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
      <StaleCopyNotice images={images} />
    </Dialog>
  )
}

/** Fetches the regions that are not in the query cache yet, because the snippet states their age. */
function useFetchTimes(images: readonly CopiedImage[]) {
  const regions = [...new Set(images.map(({ regionId }) => regionId))].sort().join(',')
  useQuery({ ...imagesQuery(regions), enabled: regions !== '' })
}

function FormatChoice(props: {
  count: number
  value: CopyFormatId
  onChoose: (formatId: CopyFormatId) => void
}) {
  const { count, value, onChoose } = props
  const { copy } = useMessages()
  return (
    <label className={classes.choice}>
      {copy.form}
      <select
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = parseCopyFormat(currentTarget.value) ?? value
          setPreferences({ copyFormat: chosen })
          onChoose(chosen)
        }}
      >
        {copyFormatsFor(count).map(({ id }) => (
          <option key={id} value={id}>
            {copy.forms[id]}
          </option>
        ))}
      </select>
    </label>
  )
}

const MAP_FORMATS: readonly CopyFormatId[] = ['json-map', 'yaml-map', 'hcl-map']

/** The requested format, else the one of the address, else the last one used; a map by region is one of the three maps. */
function initialFormat(count: number, requested: Props['format']): CopyFormatId {
  const linked = parseCopyFormat(new URLSearchParams(location.search).get('as') ?? '')
  const last = parseCopyFormat(usePreferences.getState().copyFormat)
  const wanted =
    requested === 'region-map'
      ? (MAP_FORMATS.find((id) => id === last) ?? 'json-map')
      : (requested ?? linked ?? last ?? 'hcl-resource')
  const formats = copyFormatsFor(count)
  return (formats.find(({ id }) => id === wanted) ?? formats[0])?.id ?? 'id'
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
