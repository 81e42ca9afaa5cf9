import { compare as en } from '../../i18n/en/compare.ts'
import { createPageMessages } from '../../i18n/messages.ts'
import { compare as zhCn } from '../../i18n/zh-cn/compare.ts'

export const useCompareMessages = createPageMessages({ en, 'zh-CN': zhCn })
