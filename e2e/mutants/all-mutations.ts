import { APPEARANCE_MUTATIONS } from './appearance-mutations.ts'
import { CLOUD_MUTATIONS } from './cloud-mutations.ts'
import { FRONT_DOOR_MUTATIONS } from './front-door-mutations.ts'
import { PAGE_MUTATIONS } from './page-mutations.ts'
import { PROCESS_MUTATIONS } from './process-mutations.ts'
import { SIGN_IN_MUTATIONS } from './sign-in-mutations.ts'

/** Every mutation that the tests must detect. */
export const ALL_MUTATIONS = [
  ...FRONT_DOOR_MUTATIONS,
  ...SIGN_IN_MUTATIONS,
  ...CLOUD_MUTATIONS,
  ...PROCESS_MUTATIONS,
  ...PAGE_MUTATIONS,
  ...APPEARANCE_MUTATIONS,
]
