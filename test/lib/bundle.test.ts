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

/** What a function loads at need and not at its start: of the API the parsers of macros, of all some of the SDK. */
const atNeed = (name: string) => (name === 'inbox-api' ? 175_000 : 40_000)

/** Of the modules in a folder, without their source maps. */
const sizeOf = (folder: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.mjs'))
    .reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)

/** What an admin has taken up again goes the whole way of a carrier's payload, with the signs of refusals. */
const limitOf = (name: string) => (name === 'admin-api' ? 735_000 : 700_000)

test.each(names)(
  '%s has at most 700 KB, admin-api 735, and nothing in it that would be loaded in vain',
  (name) => {
    const path = join(mkdtempSync(join(tmpdir(), 'parley-')), 'index.mjs')
    buildModule(join(functions, name, 'handler.ts'), path)
    expect(statSync(path).size).toBeLessThanOrEqual(limitOf(name))
    expect(sizeOf(dirname(path)) - statSync(path).size).toBeLessThanOrEqual(atNeed(name))
    expect(readFileSync(path, 'utf8')).not.toMatch(/from"(node:)?(http|process)"|HeaderMarshaller/)
  },
)
