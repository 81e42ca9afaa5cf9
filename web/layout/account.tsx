import { useSession } from '../api/bootstrap.ts'
import { useMessages } from '../i18n/messages.ts'

import classes from './account.module.css'

/** The name of the user and a sign-out link, as far as the server has them. */
export function Account() {
  const { page } = useMessages()
  const { name = null, signOutPath = null } = useSession() ?? {}
  if (name === null && signOutPath === null) return null
  return (
    <div className={classes.account}>
      {name !== null && <span title={page.signedInAs(name)}>{name}</span>}
      {signOutPath !== null && <a href={signOutPath}>{page.signOut}</a>}
    </div>
  )
}
