/** Users that a provider or proxy may sign in. */
export type AllowList = {
  /** User names; `*` means everyone. */
  users: readonly string[]
  groups: readonly string[]
}

/** What a provider or proxy says about a user. */
export type Claimed = { users: readonly string[]; groups: readonly string[] }

/** Whether one of the names or groups is listed, compared byte for byte. An empty list admits nobody. */
export function isAllowed({ users, groups }: AllowList, claimed: Claimed): boolean {
  return (
    users.includes('*') ||
    claimed.users.some((name) => users.includes(name)) ||
    claimed.groups.some((group) => groups.includes(group))
  )
}
