import { changes as en } from '../../i18n/en/changes.ts'
import { createPageMessages } from '../../i18n/messages.ts'
import { changes as zhCn } from '../../i18n/zh-cn/changes.ts'

export const useChangesMessages = createPageMessages({ en, 'zh-CN': zhCn })
