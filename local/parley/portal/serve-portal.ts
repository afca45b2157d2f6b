import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { immutablePath, isPlaceInPage, type PortalConfig, portalHeaders } from '#wiring/portal.ts'
import { type Answer, json, problem, type Reply, type Request } from '../../runner/core/http.ts'
import type { PortalBuild } from './build-portal.ts'

export type PortalPlace = {
  build: Promise<PortalBuild>
  config: Omit<PortalConfig, 'build'>
  /** Answers for the API, which is on the same origin as the page. */
  api: Answer
}

/** The portal as CloudFront serves it: files, one page for every place within it, and the API beside them. */
export const createPortalServer = ({ build, config, api }: PortalPlace): Answer => {
  const { token, realtime } = config
  const headers = portalHeaders([token, realtime].flatMap((url) => (url ? new URL(url).origin : [])))
  return async (request, response) => {
    if (request.url.pathname.startsWith('/v1/')) return api(request, response)
    const { name, directory } = await build
    const reply = await answerFile(request, directory, { ...config, build: name })
    return { ...reply, headers: { ...reply.headers, ...headers } }
  }
}

const answerFile = async (
  { url, method }: Request,
  directory: string,
  config: PortalConfig,
): Promise<Reply> => {
  const { pathname } = url
  if (method !== 'GET' && method !== 'HEAD') return problem(405, 'Files are only read.')
  if (pathname === '/config.json') return json(200, config, noCache)
  const file = isPlaceInPage(pathname) ? '/index.html' : pathname
  // The path of a URL never leads upwards: `..` is resolved when it is parsed.
  const body = await readFile(join(directory, file)).catch(() => undefined)
  if (!body) return problem(404, `There is no file ${file}.`)
  const cache = file.startsWith(immutablePath) ? immutable : noCache
  return { status: 200, headers: { 'content-type': typeOf(file), ...cache }, body }
}

const noCache = { 'cache-control': 'no-cache' }
const immutable = { 'cache-control': 'public, max-age=31536000, immutable' }

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.map': 'application/json',
}

const typeOf = (file: string) => types[extname(file)] ?? 'application/octet-stream'
