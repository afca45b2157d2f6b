import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { buildPortal } from '../../lib/bundle/build-portal.ts'

type Chunk = { file: string; imports?: string[]; css?: string[] }

let directory: string
let manifest: Record<string, Chunk>
beforeAll(() => {
  directory = buildPortal()
  manifest = JSON.parse(readFileSync(join(directory, '.vite/manifest.json'), 'utf8'))
})

/** A module of the page, and everything that is loaded with it. */
const filesOf = (names: string[], seen = new Set<string>()): Set<string> => {
  for (const name of names) {
    const chunk = manifest[name]
    if (!chunk || seen.has(chunk.file)) continue
    seen.add(chunk.file)
    filesOf(chunk.imports ?? [], seen)
  }
  return seen
}

/** Kilobytes, as they travel. */
const weightOf = (names: string[]): number =>
  [...filesOf(names)].reduce((sum, file) => sum + gzipSync(readFileSync(join(directory, file))).length, 0) /
  1024

test('the first row needs at most 110 KB of script', () => {
  expect(weightOf(['index.html'])).toBeGreaterThan(50)
  expect(weightOf(['index.html'])).toBeLessThan(110)
})

test('a conversation with its composer needs at most 180 KB', () => {
  expect(weightOf(['index.html', 'src/talk/talk.tsx'])).toBeLessThan(180)
})

test('everything else that is loaded on demand needs at most 100 KB more', () => {
  const first = weightOf(['index.html'])
  const others = Object.keys(manifest).filter((name) => name.startsWith('src/'))
  expect(others.length).toBeGreaterThan(4)
  for (const name of others) expect(weightOf(['index.html', name]) - first).toBeLessThan(100)
})

test('the page names no other host and holds no script of its own', () => {
  const html = readFileSync(join(directory, 'index.html'), 'utf8')
  expect(html).not.toMatch(/https?:\/\//)
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/)
})
