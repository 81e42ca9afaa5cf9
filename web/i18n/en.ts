import { browse } from './en/browse.ts'
import { copy } from './en/copy.ts'
import { type FailureReasons, failures, type FailureText } from './en/failures.ts'
import { keyboard } from './en/keyboard.ts'
import { page } from './en/page.ts'
import { selection } from './en/selection.ts'

/** English, the source of every message. */
export const en = {
  page,
  browse,
  copy,
  failures,
  selection,
  keyboard,
}

type English = typeof en
/** The texts of every page in one language. */
export type Messages = Omit<English, 'failures'> & {
  failures: Omit<English['failures'], 'texts' | 'reasons'> & {
    texts: Record<keyof English['failures']['texts'], FailureText>
    reasons: FailureReasons
  }
}
