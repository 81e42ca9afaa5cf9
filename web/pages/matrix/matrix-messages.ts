import { matrix as en } from '../../i18n/en/matrix.ts'
import { createPageMessages } from '../../i18n/messages.ts'
import { matrix as zhCn } from '../../i18n/zh-cn/matrix.ts'

export const useMatrixMessages = createPageMessages({ en, 'zh-CN': zhCn })
