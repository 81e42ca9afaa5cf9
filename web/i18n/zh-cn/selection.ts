import type { selection as en } from '../en/selection.ts'
import { numberTemplate } from '../format-number.ts'

const chinese = numberTemplate('zh-CN')

export const selection: typeof en = {
  title: '已选镜像',
  count: (images) => chinese`已选 ${images} 个镜像`,
  regions: (regions) => chinese`分布在 ${regions} 个地域`,
  full: (most) => chinese`最多只能选择 ${most} 个镜像。`,
  selectAll: (images, selected) => chinese`全选 ${images} 个镜像，已选 ${selected} 个`,
  all: '全选',
  copyIds: (ids) => chinese`复制 ${ids} 个镜像 ID`,
  copyAs: '复制为…',
  copyLink: '复制链接',
  tooLong: (most) => chinese`链接最多包含 ${most} 个镜像`,
  sameNamed: (images) => chinese`其中 ${images} 个同名`,
  clear: '清空选择',
  cleared: '已清空选择',
  fromLink: (found, missing) =>
    chinese`已按链接选中 ${found} 个镜像。${missing === 0 ? '' : chinese`其中 ${missing} 项未找到。`}`,
  restore: (images) => chinese`恢复之前选中的 ${images} 个`,
}
