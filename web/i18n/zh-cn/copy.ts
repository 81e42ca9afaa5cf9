import type { copy as en } from '../en/copy.ts'
import { numberTemplate } from '../format-number.ts'

const chinese = numberTemplate('zh-CN')

export const copy: typeof en = {
  copy: '复制',
  copyId: (imageName, regionId) => `复制 ${regionId} 的 ${imageName} 镜像 ID`,
  copiedId: (imageName) => `已复制 ${imageName} 的镜像 ID`,
  copiedIds: (ids) => chinese`已复制 ${ids} 个镜像 ID`,
  failed: '未能复制。文本已选中，请按 Ctrl+C 或 ⌘C。',
  byHand: '手动复制',
  refusedText: '要复制的文本',
  dismiss: '关闭',
  close: '关闭',
  more: (imageName, regionId) => `以其他形式复制 ${regionId} 的 ${imageName}`,
  forms: {
    id: '镜像 ID',
    ids: '镜像 ID 列表',
    'image-ids': 'ImageIds 参数',
    'hcl-resource': 'Terraform 资源',
    'hcl-data': 'Terraform 数据源',
    'hcl-map': 'Terraform locals（按地域）',
    'hcl-literal': 'Terraform 变量',
    cli: 'CLI 命令',
    'cli-legacy': 'CLI 命令（旧写法）',
    json: 'JSON',
    'json-map': 'JSON（按地域）',
    'yaml-map': 'YAML（按地域）',
    env: '环境变量',
    csv: 'CSV',
    markdown: 'Markdown 表格',
    'sdk-typescript': 'TypeScript SDK 调用',
    'sdk-python': 'Python SDK 调用',
    'sdk-go': 'Go SDK 调用',
    'sdk-java': 'Java SDK 调用',
    url: '链接',
    curl: '用 curl 获取此列表',
  },
  buy: {
    china: (host) => `在中国站购买（${host}）`,
    international: (host) => `在国际站购买（${host}）`,
  },
  previewTitle: (images) => chinese`复制 ${images} 个镜像`,
  form: '复制为',
  copySnippet: (form) => beside('复制', form),
  copiedSnippet: (form) => beside('已复制', form),
  download: (fileName) => `下载 ${fileName}`,
  replace: '使用前请替换：',
  oldData: (age) => `数据较旧：读取于${age}。`,
  checkNow: '立即核对',
  checking: '正在向阿里云查询…',
  checked: (images, missing) =>
    missing > 0
      ? chinese`刚刚核对：有 ${missing} 个 ID 已不在列表中。`
      : images === 1
        ? '刚刚核对：该 ID 仍然有效。'
        : chinese`刚刚核对：${images} 个 ID 均有效。`,
}

/** Adds a space between Chinese and Latin letters. */
function beside(verb: string, noun: string): string {
  return /^\p{Script=Han}/u.test(noun) ? verb + noun : `${verb} ${noun}`
}
