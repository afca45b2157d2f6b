import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { loadSharp } from '#adapters/media/load-sharp.ts'
import { toPicture } from '#adapters/media/to-picture.ts'
import { heic, large, largeHeic, mediaSamples, planted } from '../../support/media-samples.ts'

const samples = await mediaSamples()

test.each(samples)('$name', async ({ bytes, outcome }) => {
  const picture = await toPicture(bytes)
  if (outcome === 'file') return expect(picture).toBeUndefined()
  if (!picture) throw new Error('It is no picture')
  const { contentType: type, width, height } = picture
  expect({ type, width, height }).toEqual(outcome)
  for (const written of [picture.view, picture.thumb]) {
    expect(Buffer.from(written).includes(planted)).toBe(false)
    const { exif, xmp, icc, iptc, orientation, pages } = await loadSharp()(written).metadata()
    expect({ exif, xmp, icc, iptc, orientation, pages }).toEqual({})
  }
  const { width: across = 0, height: down = 0 } = await loadSharp()(picture.thumb).metadata()
  expect(Math.max(across, down)).toBe(Math.min(320, Math.max(width, height)))
})

test('a picture of a phone in HEIC is shown as a JPEG', async () => {
  const picture = await toPicture(heic())
  expect(picture).toMatchObject({ contentType: 'image/jpeg', width: 256, height: 128 })
  const { data } = await loadSharp()(picture?.view).raw().toBuffer({ resolveWithObject: true })
  // Its left half is red.
  expect(data[0]).toBeGreaterThan(180)
  expect(data[2]).toBeLessThan(80)
})

test.each([
  ['a photo of 12 megapixels', () => large(4000, 3000)],
  ['a picture of 50 megapixels', () => large(10_000, 5000)],
  ['a HEIC of 12 megapixels', async () => largeHeic()],
])('%s is painted in less than 512 MB', async (name, make) => {
  const path = join(mkdtempSync(join(tmpdir(), 'parley-')), 'picture')
  writeFileSync(path, await make())
  const script = `
    import { readFileSync } from 'node:fs'
    import { toPicture } from '#adapters/media/to-picture.ts'
    const picture = await toPicture(readFileSync(${JSON.stringify(path)}))
    console.log(JSON.stringify({ width: picture?.width, peak: process.resourceUsage().maxRSS / 1024 }))`
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script])
  const { width, peak } = JSON.parse(stdout)
  console.info(`${name}: at most ${Math.round(peak)} MB`)
  expect(width).toBe(2048)
  expect(peak).toBeLessThan(512)
})

test('the build of sharp is the one that is deployed', () => {
  expect(loadSharp().versions).toHaveProperty('emscripten')
})

test('pictures broken at any place are files or pictures, and the next one is read as before', async () => {
  const [photo] = samples
  if (!photo) throw new Error('There is no sample')
  for (let i = 0; i < 60; i++) {
    const broken = Buffer.from(photo.bytes)
    broken[(i * 37) % broken.length] = (i * 101) % 256
    await toPicture(broken)
  }
  expect(await toPicture(photo.bytes)).toMatchObject({ width: 360, height: 640 })
})
