import type { ReactNode } from 'react'

import { isChinese, visibleName } from './image-name.ts'

/** A name or description from the catalogue: in its own language, in its own direction, hiding nothing. `children` draws it. */
export function ImageText({ text, children }: { text: string; children?: ReactNode }) {
  const { lang } = document.documentElement
  return (
    <bdi lang={isChinese(text) ? 'zh-CN' : lang === 'en' ? undefined : 'en'}>
      {children ?? visibleName(text)}
    </bdi>
  )
}
