import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'
import { loadSharp } from '#adapters/media/load-sharp.ts'

/** A word that stands in what people must not see of a picture: its metadata, its comments, what hangs behind it. */
export const planted = 'PLANTED-SECRET'

/** What becomes of a sample: a picture of that type and size, or a file. */
type Outcome = { type: 'image/jpeg' | 'image/webp'; width: number; height: number } | 'file'
export type MediaSample = { name: string; bytes: Uint8Array; outcome: Outcome }

const folder = join(import.meta.dirname, '../examples/media')
const committed = (name: string) => readFileSync(join(folder, name))

/** Files as customers and attackers send them. Made here, but for HEIC, which nothing here can write: those were made of plain colours with heif-enc (libheif 1.15). */
export const mediaSamples = async (): Promise<MediaSample[]> => {
  const sharp = loadSharp()
  const photo = { create: { width: 640, height: 360, channels: 3, background: '#a03020' } } as const
  const exif = {
    IFD0: { Copyright: planted, ImageDescription: planted },
    IFD3: { GPSLatitude: '47/1 36/1 0/1' },
  }
  const jpeg = await sharp(photo)
    .withExif(exif)
    .withMetadata({ orientation: 6 })
    .withXmp(xmp)
    .jpeg()
    .toBuffer()
  const plain = await sharp(photo).jpeg().toBuffer()
  const clear = { create: { width: 64, height: 32, channels: 4, background: '#a0302080' } } as const
  const png = await sharp(clear).withExif(exif).png().toBuffer()
  const landscape = { type: 'image/jpeg', width: 640, height: 360 } as const
  return [
    {
      name: 'a JPEG with GPS, lying on its side',
      bytes: jpeg,
      outcome: { ...landscape, width: 360, height: 640 },
    },
    {
      name: 'a PNG that one can see through',
      bytes: withText(png),
      outcome: { type: 'image/webp', width: 64, height: 32 },
    },
    {
      name: 'a GIF that moves',
      bytes: await movingGif(),
      outcome: { type: 'image/webp', width: 32, height: 32 },
    },
    { name: 'a WebP', bytes: await sharp(photo).withExif(exif).webp().toBuffer(), outcome: landscape },
    {
      name: 'an AVIF',
      bytes: await sharp(photo).withExif(exif).avif({ effort: 0 }).toBuffer(),
      outcome: landscape,
    },
    {
      name: 'a large photo',
      bytes: await large(4000, 3000),
      outcome: { type: 'image/jpeg', width: 2048, height: 1536 },
    },
    { name: 'a JPEG of 100 megapixels', bytes: await large(10_000, 10_000), outcome: 'file' },
    { name: 'a PNG of 900 megapixels in 109 KB', bytes: flatPng(30_000, 30_000), outcome: 'file' },
    { name: 'a GIF of 65535 by 65535', bytes: hugeGif, outcome: 'file' },
    {
      name: 'a JPEG whose header lies about its size',
      bytes: withSize(plain, 65_500, 65_500),
      outcome: 'file',
    },
    { name: 'a JPEG that ends in its middle', bytes: plain.subarray(0, plain.length / 2), outcome: 'file' },
    { name: 'a PNG that ends in its middle', bytes: png.subarray(0, png.length - 40), outcome: 'file' },
    { name: 'a JPEG with HTML behind it', bytes: Buffer.concat([plain, html]), outcome: landscape },
    { name: 'a JPEG with a ZIP behind it', bytes: Buffer.concat([plain, zip]), outcome: landscape },
    {
      name: 'a GIF that is a script',
      bytes: Buffer.from(`GIF89a/*${planted}*/=1;<script>`),
      outcome: 'file',
    },
    { name: 'an SVG', bytes: Buffer.from(svg), outcome: 'file' },
    { name: 'HTML under the name of a JPEG', bytes: html, outcome: 'file' },
    { name: 'a TIFF', bytes: await tiff(), outcome: 'file' },
    { name: 'a 3gp', bytes: film('3gp5'), outcome: 'file' },
    { name: 'an mp4', bytes: film('isom'), outcome: 'file' },
    { name: 'an AMR', bytes: Buffer.from('#!AMR\n\x3c\x08'), outcome: 'file' },
    {
      name: 'a vCard',
      bytes: Buffer.from('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nEND:VCARD\r\n'),
      outcome: 'file',
    },
    {
      name: 'a PDF',
      bytes: Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>'),
      outcome: 'file',
    },
    { name: 'noise', bytes: noise(5000), outcome: 'file' },
    { name: 'nothing', bytes: Buffer.alloc(0), outcome: 'file' },
  ]
}

/** A HEIC as phones write it, of 256 by 128 pixels. */
export const heic = () => committed('picture.heic')

/** A HEIC of 12 megapixels, as most phones write them. */
export const largeHeic = () => committed('large.heic')

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="${planted}"/></rdf:RDF></x:xmpmeta>`
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>`
const html = Buffer.from(`<html><script>alert('${planted}')</script></html>`)

export const large = (width: number, height: number) =>
  loadSharp()({ create: { width, height, channels: 3, background: '#204080' }, limitInputPixels: false })
    .jpeg()
    .toBuffer()

const movingGif = () => {
  const frames = ['#ff0000', '#00ff00', '#0000ff'].map((background) => ({
    create: { width: 32, height: 32, channels: 3 as const, background },
  }))
  return loadSharp()(frames.map((frame) => frame) as never, { join: { animated: true } })
    .gif()
    .toBuffer()
}

const tiff = () =>
  loadSharp()({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
    .tiff()
    .toBuffer()

const chunk = (type: string, data: Uint8Array) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))])
}

const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

const pngMark = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

/** One bit for each pixel, all the same: some hundred kilobytes that become gigabytes. */
const flatPng = (width: number, height: number) => {
  const head = Buffer.concat([uint32(width), uint32(height), Buffer.from([1, 0, 0, 0, 0])])
  const rows = deflateSync(Buffer.alloc((width / 8 + 1) * height), { level: 9 })
  return Buffer.concat([pngMark, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

/** With a text in front of the pixels. */
const withText = (png: Uint8Array) => {
  const headEnd = 8 + 25
  return Buffer.concat([
    png.subarray(0, headEnd),
    chunk('tEXt', Buffer.from(`Comment\0${planted}`)),
    png.subarray(headEnd),
  ])
}

const hugeGif = Buffer.concat([
  Buffer.from('GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff', 'latin1'),
  Buffer.from(',\0\0\0\0\xff\xff\xff\xff\0\x02\x02\x44\x01\0;', 'latin1'),
])

/** The size stands in the frame header: SOF0, behind its length and precision. */
const withSize = (jpeg: Uint8Array, width: number, height: number) => {
  const lying = Buffer.from(jpeg)
  const at = lying.indexOf(Buffer.from([0xff, 0xc0]))
  lying.writeUInt16BE(height, at + 5)
  lying.writeUInt16BE(width, at + 7)
  return lying
}

const zip = Buffer.concat([
  Buffer.from('PK\x03\x04\x14\0\0\0\x08\0', 'latin1'),
  deflateRawSync(Buffer.from(planted)),
  Buffer.from(planted),
])

const film = (brand: string) =>
  Buffer.concat([
    uint32(20),
    Buffer.from(`ftyp${brand}\0\0\0\0${brand}`, 'latin1'),
    uint32(8),
    Buffer.from('mdat'),
  ])

/** The same each time. */
const noise = (length: number) => Buffer.from(Array.from({ length }, (_, i) => (i * i * 31 + i * 7) % 251))
