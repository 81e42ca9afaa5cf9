import { existsSync, readFileSync } from 'node:fs'

import * as v from 'valibot'

import { chooseLanguage } from '../request.ts'

const preloadsSchema = v.record(v.string(), v.array(v.string()))

/** Files that a page or a language needs besides those of every page, by path of the page and tag of the language. */
export type Preloads = v.InferOutput<typeof preloadsSchema>

/** What the build wrote down; nothing where it did not. */
export function readPreloads(file: string): Preloads {
  return existsSync(file) ? v.parse(preloadsSchema, JSON.parse(readFileSync(file, 'utf8'))) : {}
}

/** The elements that name what a page will need, in the language that its reader most likely wants. */
export function preloadLinks(
  preloads: Preloads,
  wishes: { pagePath: string; lang: string | undefined; acceptLanguage: string | undefined },
): string {
  const language = chooseLanguage(wishes.lang ?? wishes.acceptLanguage)
  const files = [wishes.pagePath, language].flatMap((key) => preloads[key] ?? [])
  return files
    .map((file) =>
      file.endsWith('.css')
        ? `<link rel="stylesheet" crossorigin href="${file}">`
        : `<link rel="modulepreload" crossorigin href="${file}">`,
    )
    .join('')
}
