import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { expect, test } from 'vitest'
import { mapFrame } from '#adapters/source-map.ts'

/** A module that throws in line 3, made of TypeScript as functions are, and the frame of its error. */
const failing = (change: (module: string) => void = () => {}) => {
  const root = mkdtempSync(join(tmpdir(), 'maps-'))
  mkdirSync(join(root, 'functions'))
  const entry = join(root, 'functions', 'handler.ts')
  writeFileSync(
    entry,
    'type Event = { id: string }\nexport const fail = (event: Event): never => {\n  throw new Error(event.id)\n}\n',
  )
  const module = join(root, 'index.mjs')
  buildSync({ entryPoints: [entry], outfile: module, minify: true, sourcemap: 'linked', format: 'esm' })
  change(module)
  const script = `import('file://${module}').then(({ fail }) => fail({ id: 'planted' })).catch(({ stack }) => console.log(stack))`
  // In a process of its own: the test runner maps stacks by itself.
  const stack = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })
  return stack.split('\n').find((line) => line.includes('index.mjs')) ?? ''
}

test('a frame of a bundle is told by its line of TypeScript, from the project on', () => {
  const frame = failing()
  expect(mapFrame(frame)).toBe('at functions/handler.ts:3:9')
  expect(mapFrame(frame)).toBe('at functions/handler.ts:3:9')
})

test('a frame without a map stays as it is', () => {
  expect(mapFrame('at internal (node:fs:12:3)')).toBe('at internal (node:fs:12:3)')
  const frame = failing((module) => rmSync(`${module}.map`))
  expect(mapFrame(frame)).toBe(frame)
})

test('a map that cannot be read hides no failure', () => {
  const frame = failing((module) => writeFileSync(`${module}.map`, '{"version":'))
  expect(mapFrame(frame)).toBe(frame)
})
