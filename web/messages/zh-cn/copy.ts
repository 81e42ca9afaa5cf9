import type { copy as en } from '../en/copy.ts'

export const copy: typeof en = {
  copy: '复制',
  copyId: (imageName, regionId) => `复制 ${regionId} 的 ${imageName} 镜像 ID`,
  copiedId: (imageName) => `已复制 ${imageName} 的镜像 ID`,
  copiedIds: (ids) => `已复制 ${ids} 个镜像 ID`,
  failed: '未能复制。文本已选中，请按 Ctrl+C 或 ⌘C。',
  dismiss: '关闭',
  asOf: (age) => `数据来自${age}，可刷新确认。`,
}
