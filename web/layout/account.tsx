import { useSession } from '../api/bootstrap.ts'
import { useMessages } from '../i18n/messages.ts'

import classes from './account.module.css'

/** Who is signed in, and the way out where there is one. */
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
