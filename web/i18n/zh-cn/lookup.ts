import type { lookup as en } from '../en/lookup.ts'
import { numberTemplate } from '../format-number.ts'

const chinese = numberTemplate('zh-CN')

export const lookup: typeof en = {
  title: '查询 ID',
  intro:
    '粘贴一组 ID、Terraform 文件、YAML 或日志，其中的每个镜像 ID 都会在所有地域中查询。文本只在本页面与本服务器之间传输，不会写入任何地址或日志。',
  box: '镜像 ID，或任何含有镜像 ID 的文本',
  submit: '查询',
  results: '查询结果',
  imageId: '镜像 ID',
  state: '状态',
  image: '镜像',
  regions: '地域',
  next: '建议',
  states: { current: '在用', gone: '已下线', never: '从未出现' },
  goneSince: (date) => `${date} 起已下线`,
  neverSeen: '在已读取的地域中从未出现',
  unknownRegions: (regions) => chinese`还有 ${regions} 个地域尚未读取，从未出现的 ID 可能就在其中。`,
  likely: '可能的替代镜像',
  likelyOneOf: (candidates) => chinese`可能的替代镜像有 ${candidates} 个，请自行选择：`,
  noSuccessor: '该地域已没有同名镜像。',
  found: (ids) => chinese`找到 ${ids} 个镜像 ID`,
  none: '文本中没有镜像 ID',
  noneHint: '镜像 ID 为 32 位十六进制字符；自定义镜像以 m- 开头。',
  truncated: '只查询了前 5,000 个镜像 ID。',
  tooLong: '文本超过 1 MiB，请分次查询。',
  copyRepaired: '复制修正后的列表',
  repairedHint: '已下线且只有一个候选的 ID 会被替换，其余保持不变。',
  copiedRepaired: (ids) => chinese`已复制 ${ids} 个镜像 ID`,
  live: '实时核对',
  liveHint: '当前结果以各地域上次读取的数据为准。实时核对会在配额允许的范围内，只向阿里云查询这些 ID。',
  liveTakes: (minutes) => chinese`核对全部地域约需 ${minutes} 分钟，可随时取消。`,
  tooManyCalls: (calls, most) =>
    chinese`核对全部地域需要 ${calls} 次调用，而一次实时核对最多 ${most} 次。请减少每次查询的 ID 数量。`,
  checkIn: (regions, calls) => chinese`在 ${regions} 个地域实时核对（${calls} 次调用）`,
  checkAll: (regions, calls) => chinese`在全部 ${regions} 个地域实时核对（${calls} 次调用）`,
  checkedOf: (done, all) => chinese`已核对 ${done} / ${all} 个地域`,
  nextCall: (seconds) => chinese`${seconds} 秒后进行下一次调用`,
  asking: '正在查询…',
  cancel: '取消',
  cancelled: (done, all) => chinese`已取消，共核对 ${done} / ${all} 个地域；以下为目前的结果。`,
  liveDone: (regions) => chinese`已在 ${regions} 个地域实时核对`,
  interrupted: '核对提前结束；以下为目前的结果。',
}
