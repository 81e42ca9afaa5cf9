import { useRef } from 'react'

import { CopyButton } from '../copy/copy-button.tsx'
import { useCopyContext } from '../copy/copy-context.ts'
import { snippetOf } from '../copy/formats/formats.ts'
import { useMessages } from '../i18n/messages.ts'
import { openDialog } from '../layout/dialog-store.ts'
import { announce } from '../ui/live-region.tsx'
import { useScrollPadding } from '../ui/use-scroll-padding.ts'
import { DuplicateNames } from './duplicate-names.tsx'
import { MAX_LINKED_IMAGES, linkedSelectionUrl } from './selection-link.ts'
import { clearSelection, useSelection } from './selection-store.ts'

import control from '../ui/control.module.css'
import classes from './selection-bar.module.css'

/** The selected images of all regions, with copy actions; shown on every page. */
export function SelectionBar() {
  const { copy, selection } = useMessages()
  const selected = useSelection(({ images }) => images)
  const images = [...selected.values()]
  const context = useCopyContext(images)
  const copyAs = useRef<HTMLButtonElement>(null)
  const bar = useRef<HTMLElement>(null)
  useScrollPadding(bar)
  const regions = new Set(images.map(({ regionId }) => regionId)).size
  return (
    <section ref={bar} aria-label={selection.title} className={classes.bar}>
      <strong>{selection.count(images.length)}</strong>
      {regions > 1 && <span className={classes.regions}>{selection.regions(regions)}</span>}
      <DuplicateNames images={images} />
      <span className={`${classes.actions} ${control.led}`}>
        <CopyButton
          text={snippetOf('ids', images, context).text}
          label={selection.copyIds(images.length)}
          caption={selection.copyIds(images.length)}
          done={copy.copiedIds(images.length)}
          images={images}
          command="copy-selection"
        />
        <button
          ref={copyAs}
          type="button"
          className={control.button}
          aria-haspopup="dialog"
          data-command="copy-selection-as"
          onClick={() => openDialog({ kind: 'copy', images }, copyAs.current)}
        >
          {selection.copyAs}
        </button>
        <CopySelectionLink />
        <button
          type="button"
          className={control.button}
          onClick={() => {
            clearSelection()
            announce(selection.cleared)
            document.querySelector<HTMLElement>('#content')?.focus()
          }}
        >
          {selection.clear}
        </button>
      </span>
    </section>
  )
}

/** Copies a link that selects the same images; large selections have to be shared as a file. */
function CopySelectionLink() {
  const { selection, copy } = useMessages()
  const selected = useSelection(({ images }) => images)
  const url = linkedSelectionUrl(location.href, [...selected.values()])
  if (url === undefined)
    return <span className={classes.regions}>{selection.tooLong(MAX_LINKED_IMAGES)}</span>
  return (
    <CopyButton
      text={url}
      label={selection.copyLink}
      caption={selection.copyLink}
      done={copy.copiedSnippet(copy.forms.url)}
    />
  )
}
