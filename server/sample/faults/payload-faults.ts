import type { ApiResponse } from '../response.ts'
import { type FaultContext, type Fault, correctBody, OK, replies, replyWithBody } from './fault.ts'

const MANY = 5_000
const DEEP = 200_000
const NAME = { Images: 'ImageName', Regions: 'LocalName' } as const
const ID = { Images: 'ImageId', Regions: 'RegionId' } as const
type ListName = keyof typeof NAME

/** A list element, as sent. */
type Element = Record<string, unknown>

const NAMES = {
  unicode: [
    '\u202Eesrever',
    'NUL \0 \u0007',
    'lone \uD800',
    '👨‍👩‍👧‍👦 e\u0301',
    'ｆｕｌｌ　ｗｉｄｔｈ',
    'n'.repeat(4_000),
  ],
  markup: ['<img src=x onerror=window.__xss=1>', '</script><script>1', '=1+1', '+cmd|x', '@SUM(1)', "';--"],
}
const POLLUTION = '"__proto__":{"polluted":"POISON"},"constructor":{"prototype":{"polluted":"POISON"}}'

/** JSON that the API does not document, and valid lists with odd content. */
export const PAYLOAD_FAULTS = {
  'null-body': replies(200, 'null'),
  'array-body': replies(200, '[]'),
  'string-body': replies(200, '"Images"'),
  'images-missing': lists(() => undefined),
  'images-null': lists(() => null),
  'images-object': lists((elements) => Object.fromEntries(elements.entries())),
  'deep-json': text((_elements, name) => `{"${name}":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`),
  'junk-elements': lists((elements, name) => [
    null,
    7,
    'POISON',
    [],
    {},
    { [NAME[name]]: 'no ID: POISON' },
    { ...elements[0], [ID[name]]: 42 },
    { ...elements[0], [ID[name]]: 'm-1\nPOISON' },
    ...elements,
  ]),
  'duplicate-ids': lists((elements, name) => [
    ...elements,
    ...elements.map((element) => ({ ...element, [NAME[name]]: 'POISON' })),
  ]),
  'unknown-enums': lists((elements) =>
    elements.map((element) => ({ ...element, ImageType: 'market', Platform: 'FreeBSD' })),
  ),
  'empty-list': lists(() => []),
  many: lists((elements, name) =>
    Array.from({ length: MANY }, (_, index) => {
      const element = elements[index % elements.length]
      return index < elements.length ? element : { ...element, [ID[name]]: `m-sample-many-${index}` }
    }),
  ),
  unicode: lists((elements, name) => withNames(elements, name, NAMES.unicode)),
  markup: lists((elements, name) => withNames(elements, name, NAMES.markup)),
  prototype: text((elements, name) => {
    const odd = ['__proto__', 'constructor'].map(
      (id) => `{${POLLUTION},${JSON.stringify({ ...elements[0], [ID[name]]: id }).slice(1)}`,
    )
    const good = elements.map((element) => JSON.stringify(element))
    return `{${POLLUTION},"RequestId":"R-1","${name}":[${[...good, ...odd].join(',')}]}`
  }),
  'duplicate-keys': text((elements, name) => `{"${name}":"POISON","${name}":${JSON.stringify(elements)}}`),
  'extra-fields': {
    serve: (context) => {
      const { name, elements } = listOf(context)
      const owned = elements.map((element) => ({
        ...element,
        OwnerId: 'LEAK-OWNER',
        Tags: [{ Key: 'LEAK' }],
      }))
      replyWithBody(
        context,
        JSON.stringify({
          ...context.correct.body,
          [name]: owned,
          AccountId: 'LEAK-ACCOUNT',
          NextToken: 'LEAK',
        }),
      )
    },
  },
  'hostile-endpoint': {
    serve: (context) => {
      const { name, elements } = listOf(context)
      if (name === 'Images') return OK.serve(context)
      const host = new URL(context.sink).host
      const strangers = [
        ['oss-cn-hangzhou', 'swas.oss-cn-hangzhou.aliyuncs.com'],
        ['cn-evil', 'swas.cn-evil.POISON.example'],
        [`x@${host}/__sink`, host],
        ['cn-other', `${host}/__sink`],
        ['cn-lanzhou', 'swas.cn-lanzhou.aliyuncs.com'],
      ].map(([RegionId, RegionEndpoint]) => ({ RegionId, RegionEndpoint, LocalName: RegionId }))
      const redirected = elements.map((element) => ({ ...element, RegionEndpoint: `${host}/__sink` }))
      return replyWithBody(
        context,
        JSON.stringify({ ...context.correct.body, [name]: [...redirected, ...strangers] }),
      )
    },
  },
} as const satisfies Record<string, Fault>

/** The response with one more image, which `number` makes unique. Lists of regions stay as they are. */
export function withUniqueImage(response: ApiResponse, number: number): ApiResponse {
  const { name, elements } = elementsOf(response)
  const id = `m-sample-number-${number}`
  const one = { ...elements[0], [ID[name]]: id, [NAME[name]]: id }
  const isList = name === 'Images' && elements.length > 0
  return isList ? { ...response, body: { ...response.body, [name]: [...elements, one] } } : response
}

/** The correct response with another list. */
function lists(alter: (elements: readonly Element[], name: ListName) => unknown): Fault {
  return {
    serve: (context) => {
      const { name, elements } = listOf(context)
      replyWithBody(context, JSON.stringify({ ...context.correct.body, [name]: alter(elements, name) }))
    },
  }
}

/** A body that JSON.stringify would not write. */
function text(write: (elements: readonly Element[], name: ListName) => string): Fault {
  return {
    serve: (context) => {
      const { name, elements } = listOf(context)
      replyWithBody(context, elements.length > 0 ? write(elements, name) : correctBody(context))
    },
  }
}

function withNames(elements: readonly Element[], name: ListName, names: readonly string[]): Element[] {
  return elements.map((element, index) => ({ ...element, [NAME[name]]: names[index] ?? element[NAME[name]] }))
}

function listOf({ correct }: FaultContext) {
  return elementsOf(correct)
}

function elementsOf({ body }: ApiResponse): { name: ListName; elements: readonly Element[] } {
  const name = 'Regions' in body ? 'Regions' : 'Images'
  const list: unknown = Reflect.get(body, name)
  return { name, elements: Array.isArray(list) ? list.filter(isElement) : [] }
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null
}
