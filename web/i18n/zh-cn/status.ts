import type { status as en } from '../en/status.ts'
import { numberTemplate } from '../format-number.ts'

const chinese = numberTemplate('zh-CN')

export const status: typeof en = {
  title: '状态',
  source: { live: '阿里云账号', sample: '示例目录' },
  accessKey: 'AccessKey ID',
  unknownKey: '尚未读取',
  started: '服务器启动时间',
  quota: '最近 60 秒的调用',
  quotaHint: '阿里云文档规定每个账号的每个接口每分钟 10 次调用，本服务器会控制在该限额以内。',
  spent: (spent, limit) => chinese`已用 ${spent} / ${limit}`,
  nextFree: (seconds) => chinese`${seconds} 秒后可再次调用`,
  freeNow: '现在可以调用',
  throttled: '阿里云要求本服务器稍候',
  sweep: '后台刷新',
  sweepOff: '已关闭（SWAS_SWEEP=off）。',
  sweepProgress: (done, total) => chinese`${done} / ${total} 个地域为最新`,
  sweepNext: (seconds) => chinese`${seconds} 秒后刷新下一个`,
  store: '数据的保存方式',
  storeFile: '保存在服务器的文件中，重启后仍在。',
  storeMemory: '仅保存在内存中，重启后丢失。',
  images: (images) => chinese`${images} 个镜像`,
  changes: (changes) => chinese`${changes} 条变更`,
  retention: (days) => chinese`保留 ${days} 天`,
  setAside: (reason) => `旧文件已停用并另存：${reason}`,
  regions: '地域',
  region: '地域',
  state: '状态',
  states: { fresh: '最新', stale: '较旧', failed: '失败', never: '尚未读取' },
  age: '数据时间',
  imageCount: '镜像数',
  lastError: '最近的错误',
}
