import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import * as z from 'zod/mini'
import { createPortalBucket } from '#adapters/aws/portal-bucket.ts'
import { variable } from '#adapters/environment.ts'
import { immutablePath, portalFolder } from '#wiring/portal.ts'
import { customResource } from '../edge/custom-resource.ts'

const bucket = createPortalBucket(variable('PORTAL_BUCKET'))
const folder = join(import.meta.dirname, portalFolder)
const wanted = z.object({ Config: z.record(z.string(), z.string()) })

/** Puts the files of the portal, which are beside this module, where its address shows them. */
export const handler = customResource((properties) => publish(wanted.parse(properties).Config))

/**
 * What never changes comes first and the page after it, so that no page names a file that is not there yet. The name of
 * the build comes last. Nothing is removed: pages that are open go on loading what belongs to them.
 */
const publish = async (config: Record<string, string>): Promise<undefined> => {
  const files = await filesOf(folder)
  await Promise.all(files.filter(isLasting).map((path) => put(path, 'public, max-age=31536000, immutable')))
  await Promise.all(files.filter((path) => !isLasting(path)).map((path) => put(path, 'no-cache')))
  const body = JSON.stringify(config)
  await bucket.put({ path: 'config.json', body, type: 'application/json', cache: 'no-cache' })
}

/** Paths within a folder; what begins with a dot is the build's own. */
const filesOf = async (directory: string) => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith('.'))
}

const isLasting = (path: string) => `/${path}`.startsWith(immutablePath)

const put = async (path: string, cache: string) =>
  bucket.put({ path, body: await readFile(join(folder, path)), type: typeOf(path), cache })

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
}

const typeOf = (path: string) => types[extname(path)] ?? 'application/octet-stream'
