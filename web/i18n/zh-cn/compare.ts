import type { compare as en } from '../en/compare.ts'
import { numberTemplate } from '../format-number.ts'

const chinese = numberTemplate('zh-CN')

export const compare: typeof en = {
  title: '对比两个地域',
  intro: '查看只在其中一个地域提供的镜像，以及名称相同但 ID 不同的镜像。',
  firstRegion: '第一个地域',
  secondRegion: '第二个地域',
  chooseTwo: '请选择要对比的两个地域。',
  onlyIn: (regionId) => `仅 ${regionId} 提供`,
  otherId: '名称相同，ID 不同',
  sameIds: (images) => chinese`${images} 个镜像在两个地域的 ID 相同`,
  none: '无。',
  swap: '交换地域',
}
