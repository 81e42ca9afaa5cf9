import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'

import {
  changesQuerySchema,
  CONSOLE_HEADER,
  imagesQuerySchema,
  PATHS,
  regionsQuerySchema,
} from '#contract/api.ts'
import { changesAnswerSchema } from '#contract/changes.ts'
import { problemSchema } from '#contract/failures.ts'
import { imagesAnswerSchema, refreshAnswerSchema } from '#contract/images.ts'
import {
  imageDetailSchema,
  lookupAnswerSchema,
  lookupEventSchema,
  lookupRequestSchema,
} from '#contract/lookup.ts'
import { regionsAnswerSchema } from '#contract/regions.ts'
import { sessionAnswerSchema } from '#contract/session.ts'
import { statusAnswerSchema } from '#contract/status.ts'

type Query = v.StrictObjectSchema<v.ObjectEntries, undefined>

type Operation = {
  id: string
  path: string
  method: 'get' | 'post'
  summary: string
  description?: string
  query?: Query
  body?: v.GenericSchema
  /** Responses of status 200 by media type; null if the body is not JSON. */
  answers: Record<string, v.GenericSchema | null>
}

const JSON_TYPE = 'application/json'

const OPERATIONS: Operation[] = [
  {
    id: 'regions',
    path: PATHS.regions,
    method: 'get',
    summary: 'Regions of SWAS, each with the age of its images',
    query: regionsQuerySchema,
    answers: { [JSON_TYPE]: regionsAnswerSchema },
  },
  {
    id: 'images',
    path: PATHS.images,
    method: 'get',
    summary: 'Images of one region, several or all',
    description:
      'The body depends only on its ETag. `ageSeconds` was removed: subtract `fetchedAt` from the Date header instead.',
    query: imagesQuerySchema,
    answers: { [JSON_TYPE]: imagesAnswerSchema, 'application/x-ndjson': null, 'text/csv': null },
  },
  {
    id: 'image',
    path: PATHS.image,
    method: 'get',
    summary: 'Everything known about one image',
    answers: { [JSON_TYPE]: imageDetailSchema },
  },
  {
    id: 'refresh',
    path: PATHS.refresh,
    method: 'post',
    summary: 'Takes a new snapshot of one region, at most once every 10 seconds; 202 while it is in progress',
    answers: { [JSON_TYPE]: refreshAnswerSchema },
  },
  {
    id: 'lookup',
    path: PATHS.lookup,
    method: 'post',
    summary: 'Finds image IDs in text and where each is or was; a stream if live is true',
    body: lookupRequestSchema,
    answers: { [JSON_TYPE]: lookupAnswerSchema, 'application/x-ndjson': lookupEventSchema },
  },
  {
    id: 'changes',
    path: PATHS.changes,
    method: 'get',
    summary: 'What changed between snapshots, newest first',
    query: changesQuerySchema,
    answers: { [JSON_TYPE]: changesAnswerSchema },
  },
  {
    id: 'changesFeed',
    path: PATHS.changesFeed,
    method: 'get',
    summary: 'The same as an Atom feed',
    query: changesQuerySchema,
    answers: { 'application/atom+xml': null },
  },
  {
    id: 'status',
    path: PATHS.status,
    method: 'get',
    summary: 'Ages, quota, sweep and store',
    answers: { [JSON_TYPE]: statusAnswerSchema },
  },
  {
    id: 'session',
    path: PATHS.session,
    method: 'get',
    summary: 'Who is signed in, and where to sign out',
    answers: { [JSON_TYPE]: sessionAnswerSchema },
  },
  probe('openapi', PATHS.openapi, 'This document'),
  probe('health', PATHS.health, 'Whether the process responds; never depends on the cloud'),
  probe('ready', PATHS.ready, 'Whether requests are accepted; 503 while shutting down'),
  probe('metrics', PATHS.metrics, 'Counters and gauges in the Prometheus text format'),
]

/** Describes the API as OpenAPI 3.1, from the schemas that validate requests and responses. */
export function describeApi(version: string) {
  return {
    openapi: '3.1.1',
    info: { title: 'SWAS Image Browser', version },
    paths: Object.fromEntries(
      OPERATIONS.map((operation) => [
        operation.path.replaceAll(/:(\w+)/g, '{$1}'),
        { [operation.method]: describeOperation(operation) },
      ]),
    ),
    components: { schemas: { Problem: schemaOf(problemSchema, 'output') } },
  }
}

function describeOperation({ id, path, summary, description, query, body, answers }: Operation) {
  const guarded = path.startsWith('/api/') && path !== PATHS.changesFeed
  return {
    operationId: id,
    summary,
    ...(description !== undefined && { description }),
    parameters: [
      ...[...path.matchAll(/:(\w+)/g)].map(([, segment]) =>
        parameter('path', segment ?? '', { type: 'string' }, true),
      ),
      ...(query === undefined ? [] : queryParameters(query)),
      ...(guarded ? [parameter('header', CONSOLE_HEADER.name, { const: CONSOLE_HEADER.value }, true)] : []),
    ],
    ...(body !== undefined && {
      requestBody: { required: true, content: contentOf({ [JSON_TYPE]: body }, 'input') },
    }),
    responses: {
      200: { description: 'The answer', content: contentOf(answers, 'output') },
      ...(path === PATHS.refresh && {
        202: { description: 'The snapshot is being taken', content: contentOf(answers, 'output') },
      }),
      default: {
        description: 'What failed (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function queryParameters(query: Query) {
  const { properties = {}, required = [] } = schemaOf(query, 'input')
  return Object.entries(properties).map(([name, schema]) =>
    parameter('query', name, schema, required.includes(name)),
  )
}

function parameter(place: string, name: string, schema: unknown, required: boolean) {
  return { in: place, name, required, schema }
}

function contentOf(answers: Operation['answers'], typeMode: 'input' | 'output') {
  return Object.fromEntries(
    Object.entries(answers).map(([type, schema]) => [
      type,
      schema === null ? {} : { schema: schemaOf(schema, typeMode) },
    ]),
  )
}

/** Omits rules that JSON Schema cannot express, such as splitting at commas. */
function schemaOf(schema: v.GenericSchema, typeMode: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = toJsonSchema(schema, { errorMode: 'ignore', typeMode })
  return rest
}

function probe(id: string, path: string, summary: string): Operation {
  return { id, path, method: 'get', summary, answers: { [JSON_TYPE]: null } }
}
