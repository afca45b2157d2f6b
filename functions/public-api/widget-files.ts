import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { widgetFolder } from '#wiring/portal.ts'
import { nothingHere, type Surface } from './router.ts'

/** What pages of companies load: the script, and what that loads at need. They are beside this module and few. */
const readFiles = (folder: string): Map<string, string> =>
  new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))

/** The script asks for the others by names that hold their content's hash, so they never change. */
const cacheOf = (name: string): string =>
  name === 'v1.js' ? 'public, max-age=300' : 'public, max-age=31536000, immutable'

export const widgetFiles = (folder = join(import.meta.dirname, widgetFolder)): Surface => {
  let files: Map<string, string> | undefined
  return {
    method: 'GET',
    path: '/widget/{file}',
    answer: async ({ pathParameters, rawPath }) => {
      files ??= readFiles(folder)
      const name = pathParameters?.file ?? rawPath.split('/').at(-1) ?? ''
      const body = files.get(name)
      if (body === undefined) return nothingHere
      const headers = {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': cacheOf(name),
        // Every page may load it: what it shows is asked for by the page's own name.
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
      }
      return { statusCode: 200, headers, body }
    },
  }
}
