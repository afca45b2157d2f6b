import { readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

// The portal counts and previews a text in the browser with these very files.

const folder = 'shared/domain/text'
/** Formats are read where texts are accepted, by parsers that the rest of the folder does without. */
const ofMacros = ['plain-text.ts', 'plain-body.ts', 'html-text.ts']

/** What the contract refuses as empty. */
const ofContract = 'shared/contract/api/blank.ts'

test('the folder bundles for a browser from its own files and one of the contract, in less than 5 KB', async () => {
  const files = readdirSync(folder)
    .filter((name) => !ofMacros.includes(name))
    .map((name) => `${folder}/${name}`)
  const { metafile, outputFiles } = await build({
    stdin: { contents: files.map((file) => `export * from './${file}'`).join('\n'), resolveDir: '.' },
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    write: false,
    metafile: true,
  })
  const inputs = Object.keys(metafile.inputs).filter((input) => input !== '<stdin>')
  expect(inputs.toSorted()).toEqual([ofContract, ...files].toSorted())
  expect(gzipSync(outputFiles[0]?.contents ?? '').length).toBeLessThan(5000)
  expect(outputFiles[0]?.text).not.toMatch(/\b(?:Buffer|process)\b/)
})
