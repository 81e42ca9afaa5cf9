import { Highlight } from '../ui/highlight.tsx'
import { isChinese, visibleName } from './image-name.ts'
import type { Search } from './search-images.ts'

/** A name or description from the catalogue, with its own language and direction, and its hidden characters shown. */
export function CatalogueText({ text, search }: { text: string; search?: Search }) {
  const { lang } = document.documentElement
  const visible = visibleName(text)
  return (
    <bdi lang={isChinese(text) ? 'zh-CN' : lang === 'en' ? undefined : 'en'}>
      {search === undefined ? visible : <Highlight text={visible} ranges={search.rangesIn(visible)} />}
    </bdi>
  )
}
