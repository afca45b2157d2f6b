import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { App, Stack } from 'aws-cdk-lib'
import { Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda'
import { expect, test } from 'vitest'
import { buildModule } from '../../lib/bundle/build-module.ts'
import { bundle } from '../../lib/bundle/bundle.ts'

const folderOf = (name: string) => {
  const folder = join(mkdtempSync(join(tmpdir(), 'parley-')), name)
  mkdirSync(folder)
  writeFileSync(join(folder, 'handler.ts'), `export const handler = (): string => '${name}'`)
  return folder
}

test('each function gets the module made from its own handler', async () => {
  const outdir = mkdtempSync(join(tmpdir(), 'parley-'))
  const app = new App({ outdir })
  const stack = new Stack(app, 'Stack')
  for (const name of ['first', 'second'])
    new Lambda(stack, name, {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: bundle(folderOf(name)),
    })
  app.synth()
  const assets = readdirSync(outdir).filter((file) => file.startsWith('asset.'))
  const modules = await Promise.all(assets.map((asset) => import(join(outdir, asset, 'index.mjs'))))
  expect(modules.map(({ handler }) => handler()).sort()).toEqual(['first', 'second'])
})

const functions = join(import.meta.dirname, '../../functions')
const names = globSync('*/handler.ts', { cwd: functions }).map((file) => dirname(file))

/** Bytes that a function loads at need and not at its start: some of the SDK in all of them, and … */
const atNeed: Record<string, number> = {
  // … the parsers of macros,
  'inbox-api': 175_000,
  // … the whole way of a payload of any carrier that is taken up again.
  'admin-api': 260_000,
}

/** The modules that a function reads at its start: its own, and those that it shares with what it loads at need. */
const atStart = (folder: string, module = 'index.mjs', known = new Set<string>()): Set<string> => {
  if (known.has(module)) return known
  known.add(module)
  const imported = readFileSync(join(folder, module), 'utf8').matchAll(/(?:from|import)"\.\/([^"]+)"/g)
  for (const [, file = ''] of imported) atStart(folder, file, known)
  return known
}

const sizeOf = (folder: string, modules: Iterable<string>) =>
  [...modules].reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)

test.each(names)('%s has at most 700 KB, and nothing in it that would be loaded in vain', (name) => {
  const path = join(mkdtempSync(join(tmpdir(), 'parley-')), 'index.mjs')
  buildModule(join(functions, name, 'handler.ts'), path)
  const folder = dirname(path)
  const first = atStart(folder)
  const later = readdirSync(folder).filter((file) => file.endsWith('.mjs') && !first.has(file))
  expect(sizeOf(folder, first)).toBeLessThanOrEqual(700_000)
  expect(sizeOf(folder, later)).toBeLessThanOrEqual(atNeed[name] ?? 40_000)
  for (const module of first)
    expect(readFileSync(join(folder, module), 'utf8')).not.toMatch(
      /from"(node:)?(http|process)"|HeaderMarshaller/,
    )
})
