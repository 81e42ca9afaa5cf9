import type { Messages } from './en.ts'
import { browse } from './zh-cn/browse.ts'
import { changes } from './zh-cn/changes.ts'
import { copy } from './zh-cn/copy.ts'
import { failures } from './zh-cn/failures.ts'
import { image } from './zh-cn/image.ts'
import { keyboard } from './zh-cn/keyboard.ts'
import { lookup } from './zh-cn/lookup.ts'
import { matrix } from './zh-cn/matrix.ts'
import { page } from './zh-cn/page.ts'
import { selection } from './zh-cn/selection.ts'
import { status } from './zh-cn/status.ts'

/** Simplified Chinese. */
export const zhCn: Messages = {
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
