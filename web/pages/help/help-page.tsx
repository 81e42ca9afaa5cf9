import type { ReactNode } from 'react'

import { PAGE_PATHS } from '#contract/api.ts'

import { useMessages } from '../../i18n/messages.ts'
import { ShortcutList } from '../../keyboard/shortcut-list.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { CopyForms } from './copy-forms.tsx'
import { useHelpMessages } from './help-messages.ts'
import { KeyPolicy } from './key-policy.tsx'

import classes from './help-page.module.css'

/** What there is to know before an ID is used: meaning of the data, keys, copy forms, permissions, places. */
export function HelpPage() {
  const words = useHelpMessages()
  const { page } = useMessages()
  const topics = [
    ['as-of', words.asOf],
    ['shortcuts', words.shortcuts],
    ['forms', words.forms],
    ['policy', words.policy],
    ['kept', words.kept],
  ] as const
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <nav aria-label={words.contents} className={classes.contents}>
        {topics.map(([id, name]) => (
          <a key={id} href={`#${id}`}>
            {name}
          </a>
        ))}
      </nav>
      <Topic id="as-of" title={words.asOf}>
        {words.asOfText.map((text) => (
          <p key={text}>{text}</p>
        ))}
        <Notice kind="warning" title={words.careTitle} role="note">
          {words.careText}
        </Notice>
      </Topic>
      <Topic id="shortcuts" title={words.shortcuts}>
        <p>
          {words.shortcutsText} <a href={PAGE_PATHS.preferences}>{page.preferences}</a>
        </p>
        <ShortcutList />
      </Topic>
      <Topic id="forms" title={words.forms}>
        <CopyForms />
      </Topic>
      <Topic id="policy" title={words.policy}>
        <KeyPolicy />
      </Topic>
      <Topic id="kept" title={words.kept}>
        <dl className={classes.places}>
          {words.keptWhere.map(([place, what]) => (
            <div key={place}>
              <dt>{place}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </Topic>
    </>
  )
}

/** A part of the page, which a link leads to; it comes after its address, and so looks for itself. */
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
