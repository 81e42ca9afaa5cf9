import type { Change } from '#contract/changes.ts'

import { useTimeFormat } from '../../i18n/use-locale.ts'
import { useChangesMessages } from '../changes/changes-messages.ts'
import { useImageMessages } from './image-messages.ts'

import classes from './image-page.module.css'

/** What happened to an image, newest first. */
export function ImageHistory({ history }: { history: readonly Change[] }) {
  const text = useImageMessages()
  const changes = useChangesMessages()
  const timeOf = useTimeFormat({ dateStyle: 'medium', timeStyle: 'short' })
  return (
    <section>
      <h2>{text.history}</h2>
      {history.length === 0 ? (
        <p>{text.noHistory}</p>
      ) : (
        <ul className={classes.list}>
          {history.map(({ id, at, kind, before }) => (
            <li key={id}>
              <time dateTime={at}>{timeOf(at)}</time>
              <strong>{changes.kinds[kind]}</strong>
              {before !== null && <span>{changes.formerly(before)}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
