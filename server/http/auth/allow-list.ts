/** Whom a provider or a proxy may vouch for. */
export type AllowList = {
  /** Names of users; `*` alone stands for everyone. */
  users: readonly string[]
  groups: readonly string[]
}

/** What was said of somebody. */
export type Claimed = { users: readonly string[]; groups: readonly string[] }

/** Whether one of the names or groups is listed, byte for byte. An empty list lets nobody in. */
export function isAllowed({ users, groups }: AllowList, claimed: Claimed): boolean {
  return (
    users.includes('*') ||
    claimed.users.some((name) => users.includes(name)) ||
    claimed.groups.some((group) => groups.includes(group))
  )
}
