import type { Catalogue, ImageQuestion } from '../catalogue/use-cases.ts'
import type { Finished } from './finished.ts'
import { createListAnswers, type ListAnswers, type Wants } from './list-answers.ts'
import { type Head, headerOf } from './request-head.ts'
import { createBodyCache } from './response-cache.ts'

/** Lists of images as JSON, and which question an address asks, so that it is understood once however often it is asked. */
export type WarmLists = ListAnswers & {
  /** The route has answered this address, whose question this is. */
  remember(target: string, question: ImageQuestion): void
  /** What the route would answer; undefined where only the route can tell. The front door has let the request in. */
  answer(head: Head): Finished | Promise<Finished> | undefined
}

/** Addresses remembered; each keeps a list of references to images. */
const MOST_TARGETS = 64

/** All compressed lists together; 27 regions of 1,000 images take 8 MB plain and 0.3 MB compressed. */
const MOST_KEPT_BYTES = 32 * 1024 * 1024

export function createWarmLists(catalogue: Pick<Catalogue, 'imagesAtHand'>): WarmLists {
  const answers = createListAnswers(createBodyCache(MOST_KEPT_BYTES))
  const questions = new Map<string, ImageQuestion>()

  return {
    ...answers,
    remember(target, question) {
      questions.delete(target)
      questions.set(target, question)
      const [oldest = ''] = questions.keys()
      if (questions.size > MOST_TARGETS) questions.delete(oldest)
    },
    answer(head) {
      const question = head.method === 'GET' ? questions.get(head.target) : undefined
      if (question === undefined) return undefined
      const list = catalogue.imagesAtHand(question)
      if (list === undefined) return undefined
      const wants = wantsOf(head)
      return answers.isBetterStreamed(question, list, wants)
        ? undefined
        : answers.finish(question, list, wants)
    },
  }
}

function wantsOf(head: Head): Wants {
  return {
    acceptEncoding: headerOf(head, 'accept-encoding'),
    ifNoneMatch: headerOf(head, 'if-none-match'),
  }
}
