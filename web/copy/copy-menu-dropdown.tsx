import { Menu } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'

import '@mantine/core/styles/Divider.css'

import { useMessages } from '../i18n/messages.ts'
import { openDialog } from '../layout/dialog-store.ts'
import { setPreferences, usePreferences } from '../preferences/preferences-store.ts'
import { Icon } from '../ui/icon.tsx'
import { LazyMenu } from '../ui/lazy-menu.tsx'
import { announce } from '../ui/live-region.tsx'
import { writeClipboard } from './clipboard.ts'
import { CONSOLE_SITES, consoleBuyUrl, consoleHost } from './console-link.ts'
import { snapshotTimes, useCopyContext } from './copy-context.ts'
import type { CopiedImage } from './formats/format.ts'
import { type CopyFormatId, copyFormatsFor, snippetOf } from './formats/formats.ts'
import { rememberCopy } from './last-copy.ts'

import control from '../ui/control.module.css'
import classes from './copy-button.module.css'

/** Copied without a preview, because there is nothing to review. */
const IMMEDIATE: ReadonlySet<CopyFormatId> = new Set(['id', 'url'])

const LOOK = `${control.button} ${classes.button}`

/** The menu of copy formats and console links; open when mounted. */
export function OpenCopyMenu(props: { image: CopiedImage; name: string; label: string }) {
  const { image, name, label } = props
  const { copy } = useMessages()
  const target = useRef<HTMLButtonElement>(null)
  const last = usePreferences(({ copyFormat }) => copyFormat)
  const queryClient = useQueryClient()
  const context = useCopyContext([image])

  async function choose(id: CopyFormatId) {
    if (!IMMEDIATE.has(id)) {
      setPreferences({ copyFormat: id })
      openDialog({ kind: 'copy', images: [image], format: id }, target.current)
    } else if (await writeClipboard(snippetOf(id, [image], context).text, document)) {
      if (id === 'id') rememberCopy([image], snapshotTimes(queryClient))
      announce(id === 'id' ? copy.copiedId(name) : copy.copiedSnippet(copy.forms[id]))
    } else openDialog({ kind: 'copy', images: [image], format: id }, target.current)
  }

  return (
    <LazyMenu
      target={target}
      button={
        <button ref={target} type="button" className={LOOK} aria-label={label} data-command="copy-as">
          <Icon name="dots" />
        </button>
      }
    >
      <Menu.Dropdown mah={400} className={classes.menu ?? ''}>
        {copyFormatsFor(1).map(({ id }) => (
          <Menu.Item
            key={id}
            className={classes.item ?? ''}
            data-last={id === last || undefined}
            onClick={() => void choose(id)}
          >
            {copy.forms[id]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {CONSOLE_SITES.map((site) => (
          <Menu.Item
            key={site}
            component="a"
            href={consoleBuyUrl(site, image)}
            target="_blank"
            rel="noreferrer"
            leftSection={<IconExternalLink size={16} aria-hidden="true" />}
          >
            {copy.buy[site](consoleHost(site))}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </LazyMenu>
  )
}
