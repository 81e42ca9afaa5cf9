import { COPY_FORMATS } from '../../copy/formats/formats.ts'
import { useMessages } from '../../i18n/messages.ts'
import { imagesUrl } from '../../routing/routes.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { useHelpMessages } from './help-messages.ts'

import classes from './help-page.module.css'

const EXAMPLE = `${imagesUrl({ region: 'cn-hangzhou' })}&as=yaml-map`

/** Every form that there is, what it is called in an address, and what it is for. */
export function CopyForms() {
  const words = useHelpMessages()
  const { copy } = useMessages()
  return (
    <>
      <p>
        {words.formsText} <a href={EXAMPLE}>{EXAMPLE}</a>
      </p>
      <DataTable label={words.forms} columns={words.formColumns}>
        {COPY_FORMATS.map(({ id, language }) => (
          <tr key={id} className={classes.form}>
            <th scope="row">{copy.forms[id]}</th>
            <td>
              <code>{id}</code>
            </td>
            <td>{words.formKinds[language]}</td>
          </tr>
        ))}
      </DataTable>
    </>
  )
}
