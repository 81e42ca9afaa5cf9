import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

const app = new Hono()
app.get('/healthz', (context) => context.json({ status: 'ok' }))
app.use('*', serveStatic({ root: './dist' }))

const server = serve(
  {
    fetch: app.fetch,
    hostname: process.env['HOST'] ?? '127.0.0.1',
    port: Number(process.env['PORT'] ?? 8080),
  },
  ({ port }) => process.stdout.write(`SWAS Image Browser: http://127.0.0.1:${port}/\n`),
)
process.on('SIGTERM', () => server.close())
