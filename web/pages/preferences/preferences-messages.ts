import { preferences as en } from '../../i18n/en/preferences.ts'
import { createPageMessages } from '../../i18n/messages.ts'
import { preferences as zhCn } from '../../i18n/zh-cn/preferences.ts'

export const usePreferencesMessages = createPageMessages({ en, 'zh-CN': zhCn })
