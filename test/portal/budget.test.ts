import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { weighPortal } from '../support/portal/weights.ts'

let portal: ReturnType<typeof weighPortal>
beforeAll(() => {
  portal = weighPortal()
})

test('the first row needs at most 110 KB of script', () => {
  expect(portal.weightOf('index.html')).toBeGreaterThan(50)
  expect(portal.weightOf('index.html')).toBeLessThan(110)
})

test('a conversation with its composer needs at most 180 KB', () => {
  expect(portal.weightOf('index.html', 'src/talk/talk.tsx')).toBeLessThan(180)
})

test('everything else that is loaded on demand needs at most 100 KB more', () => {
  const first = portal.weightOf('index.html')
  expect(portal.onDemand.length).toBeGreaterThan(4)
  for (const name of portal.onDemand) expect(portal.weightOf('index.html', name) - first).toBeLessThan(100)
})

test('the page names no other host and holds no script of its own', () => {
  const html = readFileSync(join(portal.directory, 'index.html'), 'utf8')
  expect(html).not.toMatch(/https?:\/\//)
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/)
})
