import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { App, Stack } from 'aws-cdk-lib'
import { Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda'
import { getCountries, getExampleNumber } from 'libphonenumber-js/max'
import examples from 'libphonenumber-js/mobile/examples'
import { expect, test } from 'vitest'
import { toPicture as paintHere } from '#adapters/media/to-picture.ts'
import * as phones from '#domain/phones/phone.ts'
import { buildModule } from '../../lib/bundle/build-module.ts'
import { bundle } from '../../lib/bundle/bundle.ts'
import { addDecoders } from '../../lib/bundle/decoders.ts'
import { heic, mediaSamples } from '../support/media-samples.ts'
import { modulesAtStart, sizeOf } from '../support/modules-at-start.ts'

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
  // … the parsers of macros and of templates, what signs addresses of pictures, and what moves conversations into one another,
  'inbox-api': 285_000,
  'cases-api': 275_000,
  'run-workflows': 275_000,
  // … what sends the texts of cases that leave by themselves,
  'file-message': 330_000,
  // … the same parsers, the whole way of a payload of any carrier that is taken up again,
  'admin-api': 475_000,
  // … what signs addresses of thumbnails, and the client of Secrets Manager, which only forms ask,
  'public-api': 100_000,
  // … the client of Secrets Manager, which only forms with Turnstile ask,
  'ask-consent': 60_000,
  // … what signs places and addresses of files,
  'jobs-api': 60_000,
  // … carriers with accounts, which few texts come by, rules for cases and consent, and what composes answers,
  'receive-message': 92_000,
  // … what keeps the secrets of endpoints, and all that macros do, with the same parsers,
  'automation-api': 350_000,
  // … and such carriers.
  'record-receipt': 60_000,
  'send-part': 110_000,
  // Secrets are for files of such carriers, and the queue for those that are not there yet.
  'fetch-media': 100_000,
}

test.each(names)('%s has at most 705 KB, and nothing in it that would be loaded in vain', (name) => {
  const path = join(mkdtempSync(join(tmpdir(), 'parley-')), 'index.mjs')
  buildModule(join(functions, name, 'handler.ts'), path)
  const folder = dirname(path)
  const first = modulesAtStart(folder, 'index.mjs')
  const later = readdirSync(folder).filter((file) => file.endsWith('.mjs') && !first.has(file))
  expect(sizeOf(folder, first)).toBeLessThanOrEqual(705_000)
  expect(sizeOf(folder, later)).toBeLessThanOrEqual(atNeed[name] ?? 40_000)
  for (const module of first)
    expect(readFileSync(join(folder, module), 'utf8')).not.toMatch(
      /from"(node:)?(http|process)"|HeaderMarshaller/,
    )
})

test('phones are read in a bundle as they are here, with the plans of all countries', async () => {
  const outdir = mkdtempSync(join(tmpdir(), 'parley-'))
  buildModule(join(functions, '../shared/domain/phones/phone.ts'), join(outdir, 'index.mjs'))
  const bundled: typeof phones = await import(join(outdir, 'index.mjs'))
  const countries = getCountries().filter((country) => getExampleNumber(country, examples))
  const answers = ({ parsePhone, countryOf, canBeMobile, readSender }: typeof phones) =>
    countries.map((country) => {
      const example = getExampleNumber(country, examples)
      const phone = parsePhone(example?.formatNational() ?? '', country) ?? ''
      return [
        phone,
        countryOf(phone),
        canBeMobile(phone),
        readSender(example?.number.slice(1) ?? '', country),
      ]
    })
  expect(countries.length).toBeGreaterThan(200)
  expect(answers(bundled)).toEqual(answers(phones))
  expect(bundled.isCountry('US')).toBe(true)
})

test('the decoders lie beside fetch-media without any build for one machine, in at most 6 MB zipped', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'parley-'))
  addDecoders(outdir)
  const files = globSync('**/*', { cwd: outdir, withFileTypes: true }).filter((file) => file.isFile())
  const zipped = files.map(
    (file) => gzipSync(readFileSync(join(file.parentPath, file.name)), { level: 6 }).length,
  )
  const total = zipped.reduce((sum, length) => sum + length, 0)
  console.info({ decoders: files.length, zipped: total })
  expect(total).toBeLessThanOrEqual(6_000_000)
  expect(files.map(({ name }) => name).filter((name) => /\.node$|libvips.*\.so/.test(name))).toEqual([])
  const require = createRequire(join(outdir, 'index.mjs'))
  for (const name of ['sharp', '@img/sharp-wasm32/sharp.node', 'libheif-js/wasm-bundle'])
    expect(require.resolve(name)).toContain(realpathSync(outdir))
})

test('fetch-media as it is deployed paints a picture with the decoders beside it', async () => {
  const outdir = mkdtempSync(join(tmpdir(), 'parley-'))
  const entry = join(outdir, 'paint.ts')
  const adapter = join(functions, '../shared/adapters/media/to-picture.ts')
  writeFileSync(entry, `export { toPicture } from ${JSON.stringify(adapter)}`)
  buildModule(entry, join(outdir, 'index.mjs'))
  addDecoders(outdir)
  const { toPicture } = await import(join(outdir, 'index.mjs'))
  const [photo] = await mediaSamples()
  const here = await paintHere(photo?.bytes ?? new Uint8Array())
  const there = await toPicture(photo?.bytes)
  expect(Buffer.from(there.view).equals(Buffer.from(here?.view ?? []))).toBe(true)
  expect(await toPicture(heic())).toMatchObject({ width: 256, height: 128 })
})
