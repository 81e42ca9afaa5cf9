import type { changes as en } from '../en/changes.ts'
import { numberTemplate } from '../format-number.ts'

const chinese = numberTemplate('zh-CN')

export const changes: typeof en = {
  title: '变更',
  intro: '同一地域前后两次完整读取之间的差异。API 不提供日期，这里是本服务器的读取时间。',
  feed: 'Atom 订阅',
  empty: '暂无变更',
  emptyHint: '第二次读取某个地域后才能得出变更；读取失败不会记录任何变更。',
  noMatch: '没有符合条件的变更',
  kinds: { added: '新增', removed: '移除', renamed: '更名', described: '描述变更', replaced: '可能被替代' },
  formerly: (before) => `原为 ${before}`,
  candidates: (candidates) => chinese`${candidates} 个候选，需自行选择：`,
  more: '更早的变更未列出，请缩小筛选范围。',
  count: (changes) => chinese`${changes} 条变更`,
}
