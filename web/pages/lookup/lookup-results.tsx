import { IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react'

import type { LookupAnswer, LookupResult } from '#contract/lookup.ts'

import { CopyButton } from '../../copy/copy-button.tsx'
import { ImageId } from '../../copy/image-id.tsx'
import { useTimeFormat } from '../../i18n/use-locale.ts'
import { CatalogueText } from '../../image/catalogue-text.tsx'
import { imageUrl } from '../../routing/routes.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { LiveCheck } from './live-check.tsx'
import { useLookupMessages } from './lookup-messages.ts'
import { replaceRemovedIds } from './merge-results.ts'
import { useLiveLookup } from './use-live-lookup.ts'

import classes from './lookup-page.module.css'

const ICONS = { current: IconCircleCheck, gone: IconCircleX, never: IconHelpCircle }

/** The results per ID, in the order of the text. */
export function LookupResults({ answer }: { answer: LookupAnswer }) {
  const lookup = useLookupMessages()
  if (answer.results.length > 0) return <FoundIds answer={answer} />
  return (
    <EmptyState title={lookup.none}>
      <p>{lookup.noneHint}</p>
    </EmptyState>
  )
}

function FoundIds({ answer }: { answer: LookupAnswer }) {
  const lookup = useLookupMessages()
  const live = useLiveLookup(answer)
  const results = [...live.results.values()]
  const unknownRegions = answer.unknownRegions.filter((regionId) => !live.checked.has(regionId))
  const currentIds = replaceRemovedIds(results)
  return (
    <div className={classes.results}>
      <h2>{lookup.found(results.length)}</h2>
      <p className={classes.hint}>{lookup.repairedHint}</p>
      <CopyButton
        text={currentIds.join('\n')}
        label={lookup.copyRepaired}
        caption={lookup.copyRepaired}
        done={lookup.copiedRepaired(currentIds.length)}
      />
      {answer.truncated && <Notice kind="warning">{lookup.truncated}</Notice>}
      {unknownRegions.length > 0 && (
        <Notice kind="info">{lookup.unknownRegions(unknownRegions.length)}</Notice>
      )}
      <LiveCheck live={live} />
      <DataTable
        label={lookup.results}
        columns={[lookup.imageId, lookup.state, lookup.image, lookup.regions, lookup.next]}
      >
        {results.map((result) => (
          <ResultRow key={result.imageId} result={result} />
        ))}
      </DataTable>
    </div>
  )
}

function ResultRow({ result }: { result: LookupResult }) {
  const lookup = useLookupMessages()
  const { imageId, state, places } = result
  const Icon = ICONS[state]
  const [first] = places
  return (
    <tr>
      <td>
        {state === 'current' && first !== undefined ? (
          <ImageId image={first} images={places.filter((place) => place.state === 'current')} />
        ) : (
          <code>{imageId}</code>
        )}
      </td>
      <td>
        <span className={classes.state} data-state={state}>
          <Icon size={18} aria-hidden="true" />
          {lookup.states[state]}
        </span>
      </td>
      <td>{first !== undefined && <CatalogueText text={first.imageName} />}</td>
      <td>
        <ResultPlaces result={result} />
      </td>
      <td>
        <NextStep result={result} />
      </td>
    </tr>
  )
}

function ResultPlaces({ result }: { result: LookupResult }) {
  const lookup = useLookupMessages()
  const timeOf = useTimeFormat({ dateStyle: 'medium' })
  if (result.places.length === 0) return lookup.neverSeen
  return (
    <span className={classes.regions}>
      {result.places.map(({ regionId, imageId, state, lastSeenAt }) => (
        <span key={regionId}>
          <a href={imageUrl(regionId, imageId)}>{regionId}</a>
          {state === 'gone' && ` (${lookup.goneSince(timeOf(lastSeenAt))})`}
        </span>
      ))}
    </span>
  )
}

function NextStep({ result }: { result: LookupResult }) {
  const lookup = useLookupMessages()
  if (result.state !== 'gone') return null
  if (result.successors.length === 0) return lookup.noSuccessor
  return (
    <>
      {result.successors.length === 1 ? lookup.likely : lookup.likelyOneOf(result.successors.length)}
      <ul className={classes.candidates}>
        {result.successors.map(({ regionId, imageId }) => (
          <li key={`${regionId} ${imageId}`}>
            <a href={imageUrl(regionId, imageId)}>
              <code>{imageId}</code>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
