import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadSharp } from '#adapters/media/load-sharp.ts'
import { toPicture, toSendable } from '#adapters/media/to-picture.ts'
import { heic, large, largeHeic, mediaSamples, planted } from '../../support/media-samples.ts'
import { paintApart } from '../../support/paint-apart.ts'

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
  const [painted] = await paintApart(path)
  console.info(`${name}: at most ${Math.round(painted?.MB ?? 0)} MB`)
  expect(painted?.width).toBe(2048)
  expect(painted?.MB).toBeLessThan(512)
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

test('a picture that is sent has 600 kB at most, is a JPEG, and white where one sees through it', async () => {
  const loud = Buffer.alloc(3000 * 2000 * 3).map((_, i) => (i * 2_654_435_761) >>> 24)
  const raw = { raw: { width: 3000, height: 2000, channels: 3 } } as const
  const sent = await toSendable(await loadSharp()(loud, raw).jpeg({ quality: 95 }).toBuffer())
  expect(sent?.view.length).toBeLessThanOrEqual(600_000)
  expect(sent?.width).toBeGreaterThan(300)
  const clear = {
    create: { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  } as const
  const white = await toSendable(await loadSharp()(clear).png().toBuffer())
  const { format } = await loadSharp()(white?.view).metadata()
  const { data } = await loadSharp()(white?.view).raw().toBuffer({ resolveWithObject: true })
  expect({ format, first: data[0] }).toEqual({ format: 'jpeg', first: 255 })
  expect(await toSendable(new TextEncoder().encode('<svg/>'))).toBeUndefined()
})
