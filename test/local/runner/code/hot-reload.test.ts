import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startHotReload } from '../../../../local/runner/code/hot-reload.ts'
import { createClock } from '../../../../local/runner/core/clock.ts'
import { openState } from '../../../../local/runner/core/state.ts'
import { createFunctions, type Functions } from '../../../../local/runner/lambda/functions.ts'

let home: string
let functions: Functions
let lines: string[]
let stop: () => Promise<void>

const write = (file: string, code: string) => writeFileSync(join(home, 'source', file), code)

const bundle = (name: string, directory: string) =>
  build({
    ...{ bundle: true, platform: 'node', format: 'esm', sourcemap: 'linked', logLevel: 'silent' },
    entryPoints: [join(home, 'source', `${name}.ts`)],
    outfile: join(directory, 'index.mjs'),
  })

/** Two functions that are made of three files: `greeting.ts` is in one of them. */
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'runner-code-'))
  mkdirSync(join(home, 'source'))
  write('greeting.ts', "export const greeting = 'hello'")
  write(
    'greet.ts',
    `import { existsSync } from 'node:fs'
    import { greeting } from './greeting.ts'
    export const handler = async ({ until }: { until?: string }) => {
      while (until && !existsSync(until)) await new Promise((resolve) => setTimeout(resolve, 5))
      return greeting
    }`,
  )
  write('other.ts', "export const handler = async () => 'other'")
  lines = []
  const log = (source: string, text: string) => void lines.push(`${source} ${text}`)
  functions = createFunctions(createClock(openState(':memory:')), () => {})
  await Promise.all(['greet', 'other'].map(add))
  const source = {
    folders: [join(home, 'source')],
    build: async ({ name }: { name: string }, directory: string) => {
      await bundle(name, directory)
      return true
    },
  }
  stop = (await startHotReload({ functions, source, directory: join(home, 'code'), log })).stop
})

afterEach(async () => {
  await stop()
  await functions.stop()
  rmSync(home, { recursive: true })
})

const add = async (name: string) => {
  const directory = join(home, 'deployed', name)
  await bundle(name, directory)
  const facts = { name, label: name, arn: `arn:aws:lambda:us-east-1:000000000000:function:${name}` }
  functions.add({
    ...{ ...facts, directory, handler: 'index.handler', environment: {} },
    ...{ timeoutSeconds: 60, memoryMegabytes: 128, limit: 2 },
  })
}

const greet = (event: unknown = {}) => functions.invoke('greet', event)

/** Asks until it is so; the test's own time limit ends what never comes. */
const until = async (isSo: () => Promise<boolean>) => {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve))
}

test('a change in a file that a function is made of is taken up', async () => {
  expect(await greet()).toBe('hello')
  write('greeting.ts', "export const greeting = 'good morning'")
  await until(async () => (await greet()) === 'good morning')
})

test('a file that an editor replaces by another is taken up, each time', async () => {
  for (const words of ['good morning', 'good day', 'good evening']) {
    write('new.ts', `export const greeting = '${words}'`)
    renameSync(join(home, 'source', 'new.ts'), join(home, 'source', 'greeting.ts'))
    await until(async () => (await greet()) === words)
  }
})

test('what is under way ends on the old code', async () => {
  const gate = join(home, 'gate')
  const old = greet({ until: gate })
  write('greeting.ts', "export const greeting = 'good morning'")
  await until(async () => (await greet()) === 'good morning')
  writeFileSync(gate, '')
  expect(await old).toBe('hello')
})

test('a function that has nothing to do with a change keeps its code', async () => {
  write('greeting.ts', "export const greeting = 'good morning'")
  await until(async () => (await greet()) === 'good morning')
  expect(lines).toEqual([expect.stringMatching(/^greet has new code, built in \d+ ms$/)])
})

test('a mistake is told, the old code goes on, and mending it is taken up', async () => {
  write('greeting.ts', 'export const greeting = ')
  await until(async () => lines.length > 0)
  expect(lines[0]).toMatch(
    /^greet keeps its old code: (.|\n)*greeting.ts:1:24: ERROR: Unexpected end of file/,
  )
  expect(await greet()).toBe('hello')
  write('greeting.ts', "export const greeting = 'good evening'")
  await until(async () => (await greet()) === 'good evening')
})
