import { lookup as en } from '../../i18n/en/lookup.ts'
import { createPageMessages } from '../../i18n/messages.ts'
import { lookup as zhCn } from '../../i18n/zh-cn/lookup.ts'

export const useLookupMessages = createPageMessages({ en, 'zh-CN': zhCn })
