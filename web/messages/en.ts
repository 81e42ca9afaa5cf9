import { browse } from './en/browse.ts'
import { changes } from './en/changes.ts'
import { copy } from './en/copy.ts'
import { failures } from './en/failures.ts'
import { image } from './en/image.ts'
import { keyboard } from './en/keyboard.ts'
import { lookup } from './en/lookup.ts'
import { matrix } from './en/matrix.ts'
import { page } from './en/page.ts'
import { selection } from './en/selection.ts'
import { status } from './en/status.ts'
import type { FailureReasons, FailureText } from './failure-text.ts'

/** English: the source of every message. */
export const en = {
  page,
  browse,
  copy,
  failures,
  matrix,
  image,
  lookup,
  changes,
  status,
  selection,
  keyboard,
}

type English = typeof en
/** Every text of the page, in one language. */
export type Messages = Omit<English, 'failures'> & {
  failures: Omit<English['failures'], 'texts' | 'reasons'> & {
    texts: Record<keyof English['failures']['texts'], FailureText>
    reasons: FailureReasons
  }
}
