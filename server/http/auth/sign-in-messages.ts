import type { Language } from '../request.ts'

export type Words = (typeof WORDS)['en']

/** Texts of the sign-in pages. */
export const WORDS = {
  en: {
    product: 'SWAS Image Browser',
    signIn: 'Sign in',
    token: 'Access token',
    tokenHint: 'Ask whoever runs this server for the token.',
    signInWith: (provider: string) => `Sign in with ${provider}`,
    wrongToken: 'This is not the access token.',
    tooManyAttempts: (seconds: number) => `Too many attempts. Try again in ${seconds} s.`,
    flowLost: 'This sign-in took too long, or began in another browser. Start again.',
    providerRefused: 'The provider did not sign you in. Start again, or ask whoever runs it.',
    providerFailed: 'The provider could not be asked. Try again in a moment.',
    notAllowed: (name: string) =>
      `${name} is signed in at the provider, but may not use this server. Ask whoever runs it.`,
    onward: 'One moment …',
    goOn: 'Continue',
    signOut: 'Sign out',
    signOutOf: (name: string) => `You are signed in as ${name}.`,
    signedOut: 'You are signed out',
    signInAgain: 'Sign in again',
  },
  'zh-CN': {
    product: 'SWAS 镜像浏览器',
    signIn: '登录',
    token: '访问令牌',
    tokenHint: '请向本服务的管理员索取令牌。',
    signInWith: (provider: string) => `使用 ${provider} 登录`,
    wrongToken: '访问令牌不正确。',
    tooManyAttempts: (seconds: number) => `尝试次数过多，请在 ${seconds} 秒后重试。`,
    flowLost: '登录已超时，或是在另一个浏览器中开始的。请重新登录。',
    providerRefused: '身份提供方拒绝了登录。请重试，或联系其管理员。',
    providerFailed: '无法连接身份提供方，请稍后重试。',
    notAllowed: (name: string) => `${name} 已通过身份提供方登录，但无权使用本服务。请联系管理员。`,
    onward: '请稍候……',
    goOn: '继续',
    signOut: '退出登录',
    signOutOf: (name: string) => `当前登录身份：${name}。`,
    signedOut: '已退出登录',
    signInAgain: '重新登录',
  },
} satisfies Record<Language, unknown>
