import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { portalFolder } from '#wiring/portal.ts'
import { buildModule } from '../../lib/bundle/build-module.ts'
import { type HttpServer, serve } from '../../local/runner/core/http.ts'

type Stored = { body: string; type: unknown; cache: unknown }

const root = mkdtempSync(join(tmpdir(), 'parley-'))
/** What is in the bucket, in the order in which it was written last. */
const bucket = new Map<string, Stored>()
const answers: { Status: string; Reason?: string }[] = []
let server: HttpServer
beforeAll(async () => {
  buildModule(join(import.meta.dirname, '../../functions/publish-portal/handler.ts'), join(root, 'index.mjs'))
  server = await serve(0, async ({ url, headers, body }) => {
    if (url.pathname === '/answer') answers.push(JSON.parse(body.toString()))
    else {
      const path = url.pathname.replace('/files/', '')
      bucket.delete(path)
      bucket.set(path, {
        body: body.toString(),
        type: headers['content-type'],
        cache: headers['cache-control'],
      })
    }
    return { status: 200 }
  })
})
afterAll(async () => {
  await server.stop()
  rmSync(root, { recursive: true })
})

/** Deploys a build that is made of these files. */
const deploy = async (build: string, files: string[]) => {
  rmSync(join(root, portalFolder), { recursive: true, force: true })
  for (const path of files) {
    const file = join(root, portalFolder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${path} of ${build}`)
  }
  const event = {
    ...{ RequestType: 'Update', RequestId: 'r1', StackId: 's1', LogicalResourceId: 'Files' },
    ...{ ResponseURL: `${server.url}/answer`, ResourceProperties: { Config: { build, api: '' } } },
  }
  const script = `const { handler } = await import('file://${root}/index.mjs'); await handler(${JSON.stringify(event)})`
  const env = {
    ...{ PATH: process.env.PATH, AWS_REGION: 'us-east-1', PORTAL_BUCKET: 'files' },
    ...{ AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none', AWS_ENDPOINT_URL_S3: server.url },
  }
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env })
}

const first = ['assets/talk-1.js', 'assets/index-1.js', 'index.html', 'icon.svg', '.vite/manifest.json']
const second = ['assets/talk-2.js', 'assets/index-1.js', 'index.html', 'icon.svg']

test('pages that are open go on loading the parts of their own build after a newer one came', async () => {
  await deploy('one', first)
  await deploy('two', second)
  expect(answers).toMatchObject([{ Status: 'SUCCESS' }, { Status: 'SUCCESS' }])
  expect(bucket.get('assets/talk-1.js')?.body).toBe('assets/talk-1.js of one')
  expect(bucket.get('assets/talk-2.js')?.body).toBe('assets/talk-2.js of two')
  expect(bucket.get('index.html')?.body).toBe('index.html of two')
})

test('no page names a file that is not there yet, and the name of the build comes last', () => {
  const order = [...bucket.keys()].filter((path) => path !== 'assets/talk-1.js')
  const kinds = order.map((path) =>
    path.startsWith('assets/') ? 'asset' : path.replace('icon.svg', 'index.html'),
  )
  expect(kinds).toEqual(['asset', 'asset', 'index.html', 'index.html', 'config.json'])
  expect(JSON.parse(bucket.get('config.json')?.body ?? '')).toEqual({ build: 'two', api: '' })
})

test('only what has its hash in its name is kept by browsers; what the build notes for itself stays at home', () => {
  expect(bucket.get('assets/index-1.js')).toMatchObject({
    type: 'text/javascript; charset=utf-8',
    cache: 'public, max-age=31536000, immutable',
  })
  expect(bucket.get('index.html')).toMatchObject({ type: 'text/html; charset=utf-8', cache: 'no-cache' })
  expect(bucket.get('icon.svg')).toMatchObject({ type: 'image/svg+xml', cache: 'no-cache' })
  expect(bucket.get('config.json')).toMatchObject({ type: 'application/json', cache: 'no-cache' })
  expect([...bucket.keys()].filter((path) => path.startsWith('.'))).toEqual([])
})
