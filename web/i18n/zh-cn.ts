import type { Messages } from './en.ts'
import { browse } from './zh-cn/browse.ts'
import { copy } from './zh-cn/copy.ts'
import { failures } from './zh-cn/failures.ts'
import { keyboard } from './zh-cn/keyboard.ts'
import { page } from './zh-cn/page.ts'
import { selection } from './zh-cn/selection.ts'

export const zhCn: Messages = {
  page,
  browse,
  copy,
  failures,
  selection,
  keyboard,
}
