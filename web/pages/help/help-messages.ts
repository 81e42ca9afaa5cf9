import { help as en } from '../../i18n/en/help.ts'
import { createPageMessages } from '../../i18n/messages.ts'
import { help as zhCn } from '../../i18n/zh-cn/help.ts'

export const useHelpMessages = createPageMessages({ en, 'zh-CN': zhCn })
