import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { problem } from '../../runner/core/http.ts'
import type { Media } from './handsets.ts'

/** Keeps media as files. `url` is where the simulator answers. */
export const createMedia = (directory: string, url: string): Media => {
  mkdirSync(directory, { recursive: true })
  const urlOf = (id: string) => `${url}/media/${id}`
  return {
    urlOf,
    put: (id, contentType, data) => {
      writeFileSync(join(directory, id), data)
      writeFileSync(join(directory, `${id}.type`), contentType)
      return urlOf(id)
    },
    read: (address) => readFileSync(join(directory, basename(new URL(address).pathname))),
    get: (id) => {
      try {
        const contentType = readFileSync(join(directory, `${id}.type`), 'utf8')
        return {
          status: 200,
          headers: { 'content-type': contentType },
          body: readFileSync(join(directory, id)),
        }
      } catch {
        return problem(404, `There are no media ${id}.`)
      }
    },
  }
}
