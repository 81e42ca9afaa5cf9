import { controlsOf } from './mutation.ts'

const TESTS = ['server/http/middleware/guard.test.ts']

/** Controls that run before every route. */
export const FRONT_DOOR_MUTATIONS = [
  ...controlsOf('server/http/app.ts', TESTS, [
    ['exact Host', "checkHost(context.get('head'), hosts)", 'undefined'],
    ['CSRF check', "checkCsrf(context.get('head'), kindOf(context), auth.scheme)", 'undefined'],
    ['authentication', '.use(guard((context) => checkIdentity(context, auth)))', ''],
    ['media type of a body', "checkMediaType(context.get('head'), kindOf(context))", 'undefined'],
    ['framing', "checkStrictHttp(context.get('head'))", 'undefined'],
  ]),
  ...controlsOf(
    'server/http/app.ts',
    ['server/http/graceful-shutdown.test.ts'],
    [['nothing new while draining', 'checkShutdown(kindOf(context), shutdown)', 'undefined']],
  ),
  ...controlsOf('server/http/middleware/guard.ts', TESTS, [
    ['allowed methods', 'return checkMethod(head, resource.methods)', 'return undefined'],
    [
      'unread request bodies',
      "const closing = hasBody(context.get('head')) ? { Connection: 'close' } : {}",
      'const closing = {}',
    ],
  ]),
  ...controlsOf(
    'server/http/route-table.ts',
    ['server/http/route-table.test.ts'],
    [
      ['exact path', 'exact.get(path)', "exact.get(path.replaceAll('//', '/').toLowerCase())"],
      [
        'no .. in a path',
        '!/^\\.{1,2}$/.test(decodeURIComponent(segment))',
        'decodeURIComponent(segment) !== ""',
      ],
      [
        'safe characters in a path',
        "if (!/^(?:[\\w.~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+$/.test(segment)) return false",
        '',
      ],
    ],
  ),
  ...controlsOf('server/http/middleware/allowed-hosts.ts', TESTS, [
    [
      'case-insensitive host',
      "hosts.has((headerOf(head, 'host') ?? '').toLowerCase())",
      "hosts.has(headerOf(head, 'host') ?? '')",
    ],
  ]),
  ...controlsOf('server/http/middleware/csrf.ts', TESTS, [
    ['Fetch Metadata', '!isOwnSite(head, kind)', 'false'],
    ['other ports of this host', "api: ['same-origin'],", "api: ['same-origin', 'same-site'],"],
    ['no frames', "headerOf(head, 'sec-fetch-dest') === 'document'", 'true'],
    ['Origin', '!isOwnOrigin(head, kind, scheme)', 'false'],
    ['the header X-Console', "kind === 'api' && headerOf", 'head.target === kind && headerOf'],
  ]),
  ...controlsOf('server/http/middleware/strict-http.ts', TESTS, [
    ['HTTP/1.1 only', "head.httpVersion !== '1.1'", 'false'],
    ['one Host header', "head.headers.get('host')?.length !== 1", 'false'],
    ['origin-form request target', "!/^\\/[!-~]*$/.test(head.target) || head.target.includes('#')", 'false'],
    ['URL length', 'const MAX_TARGET_LENGTH = 2000', 'const MAX_TARGET_LENGTH = 7000'],
    ['number of parameters', 'const MAX_PARAMETERS = 8', 'const MAX_PARAMETERS = 80'],
    ['only chunked Transfer-Encoding', "coding.toLowerCase() !== 'chunked'", 'false'],
    ['no body with GET', 'WITHOUT_BODY.has(head.method) && hasBody(head)', 'false'],
  ]),
  ...controlsOf(
    'server/http/server.ts',
    ['server/http/middleware/guard.test.ts', 'server/http/server.test.ts'],
    [
      ['size of the headers', 'maxHeaderSize: 8 * 1024', 'maxHeaderSize: 64 * 1024'],
      [
        'header timeout',
        '    headersTimeout,\n    requestTimeout,',
        '    headersTimeout: 0,\n    requestTimeout: 0,',
      ],
      ['no protocol upgrades', "server.on('upgrade', close('UPGRADE'))", ''],
    ],
  ),
  ...controlsOf(
    'server/http/request.ts',
    ['server/http/routes.test.ts'],
    [
      ['unknown parameters', 'unknown !== undefined', 'false'],
      ['repeated parameters', 'query.has(name)', 'false'],
    ],
  ),
  ...controlsOf(
    'server/http/request.ts',
    ['server/http/routes.test.ts'],
    [
      [
        'size of a body',
        "if (sizeBytes > limitBytes) return rejectBody('PAYLOAD_TOO_LARGE'",
        "if (sizeBytes < 0) return rejectBody('PAYLOAD_TOO_LARGE'",
      ],
      ['encoding of a body', '{ fatal: true }', '{ fatal: false }'],
    ],
  ),
  ...controlsOf(
    'server/http/response-cache.ts',
    ['server/http/response-cache.test.ts'],
    [
      [
        'memory of cached bodies',
        'const bytes = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0))',
        'const bytes = new Uint8Array(64).subarray(0, chunks.reduce((sum, { byteLength }) => sum + byteLength, 0))',
      ],
      ['size of all cached bodies', 'maxSize: maxBytes', 'maxSize: 1024 * maxBytes'],
      [
        'concurrent response constructions',
        'known === undefined && constructions.size >= maxConcurrent',
        'known === undefined && maxConcurrent < 0',
      ],
    ],
  ),
  ...controlsOf(
    'server/http/middleware/security-headers.ts',
    ['server/http/middleware/security-headers.test.ts'],
    [
      ['no framing by policy', '  "frame-ancestors \'none\'",\n', ''],
      ['Trusted Types', '  "require-trusted-types-for \'script\'",\n', ''],
      [
        'no media type sniffing',
        "  'Referrer-Policy': 'no-referrer',\n  'X-Content-Type-Options': 'nosniff',\n",
        "  'Referrer-Policy': 'no-referrer',\n",
      ],
    ],
  ),
]
