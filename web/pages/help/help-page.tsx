import { type ReactNode, useRef } from 'react'

import { PAGE_PATHS } from '#contract/api.ts'

import { CopyButton } from '../../copy/copy-button.tsx'
import { COPY_FORMATS } from '../../copy/formats/formats.ts'
import { useMessages } from '../../i18n/messages.ts'
import { ShortcutList } from '../../keyboard/shortcut-list.tsx'
import { STRICT_RAM_POLICY } from '../../layout/ram-policy.ts'
import { imagesUrl } from '../../routing/routes.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { useHelpMessages } from './help-messages.ts'

import classes from './help-page.module.css'

/** How to read the data, shortcuts, copy formats, the RAM policy, and what is stored where. */
export function HelpPage() {
  const text = useHelpMessages()
  const { page } = useMessages()
  const topics = [
    ['as-of', text.asOf],
    ['shortcuts', text.shortcuts],
    ['forms', text.forms],
    ['policy', text.policy],
    ['kept', text.kept],
  ] as const
  return (
    <>
      <PageHead title={text.title} intro={text.intro} />
      <nav aria-label={text.contents} className={classes.contents}>
        {topics.map(([id, name]) => (
          <a key={id} href={`#${id}`}>
            {name}
          </a>
        ))}
      </nav>
      <Topic id="as-of" title={text.asOf}>
        {text.asOfText.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <Notice kind="warning" title={text.careTitle} role="note">
          {text.careText}
        </Notice>
      </Topic>
      <Topic id="shortcuts" title={text.shortcuts}>
        <p>
          {text.shortcutsText} <a href={PAGE_PATHS.preferences}>{page.preferences}</a>
        </p>
        <ShortcutList />
      </Topic>
      <Topic id="forms" title={text.forms}>
        <CopyFormats />
      </Topic>
      <Topic id="policy" title={text.policy}>
        <RamPolicy />
      </Topic>
      <Topic id="kept" title={text.kept}>
        <dl className={classes.storage}>
          {text.keptWhere.map(([place, content]) => (
            <div key={place}>
              <dt>{place}</dt>
              <dd>{content}</dd>
            </div>
          ))}
        </dl>
      </Topic>
    </>
  )
}

/** A section with an anchor. It scrolls itself into view, because the page loads after the browser looked for the anchor. */
function Topic({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <div
      className={classes.topic}
      ref={(topic) => {
        if (location.hash === `#${id}`) topic?.scrollIntoView()
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </div>
  )
}

const EXAMPLE = `${imagesUrl({ region: 'cn-hangzhou' })}&as=yaml-map`

/** Every copy format, with the value that `as` takes in the address. */
function CopyFormats() {
  const text = useHelpMessages()
  const { copy } = useMessages()
  return (
    <>
      <p>
        {text.formsText} <a href={EXAMPLE}>{EXAMPLE}</a>
      </p>
      <DataTable label={text.forms} columns={text.formColumns}>
        {COPY_FORMATS.map(({ id, language }) => (
          <tr key={id} className={classes.form}>
            <th scope="row">{copy.forms[id]}</th>
            <td>
              <code>{id}</code>
            </td>
            <td>{text.formKinds[language]}</td>
          </tr>
        ))}
      </DataTable>
    </>
  )
}

/** The permissions that the server's access key needs. */
function RamPolicy() {
  const text = useHelpMessages()
  const { page } = useMessages()
  const shown = useRef<HTMLElement>(null)
  return (
    <>
      <p>{text.policyText}</p>
      <pre className={classes.policy} tabIndex={0} role="region" aria-label={text.policy}>
        <code ref={shown}>{STRICT_RAM_POLICY}</code>
      </pre>
      <CopyButton
        text={STRICT_RAM_POLICY}
        label={page.copyPolicy}
        done={page.copiedPolicy}
        caption={page.copyPolicy}
        shown={shown}
      />
      <ul className={classes.hints}>
        {text.policyHints.map((hint) => (
          <li key={hint}>{hint}</li>
        ))}
      </ul>
    </>
  )
}
