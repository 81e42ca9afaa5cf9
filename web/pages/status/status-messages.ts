import { status as en } from '../../i18n/en/status.ts'
import { createPageMessages } from '../../i18n/messages.ts'
import { status as zhCn } from '../../i18n/zh-cn/status.ts'

export const useStatusMessages = createPageMessages({ en, 'zh-CN': zhCn })
