import { fileTypeFromBuffer } from 'file-type'
import type { Sharp } from 'sharp'
import type { Picture } from '#domain/media/fetch-media.ts'
import { loadSharp } from './load-sharp.ts'

/** What is tried as a picture. Everything else, SVG and TIFF among it, is a file. */
const pictureTypes = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/avif',
  'image/heic',
  'image/heif',
]

const mostPixels = 50_000_000
const seconds = 20
const viewSize = 2048
const thumbSize = 320
const quality = 82

/**
 * A picture written anew from what these bytes show: no metadata, no name, nothing behind its end. By the bytes alone,
 * whatever anybody says of them. Undefined for everything that is no picture, is broken, or is too large to be read safely.
 */
export const toPicture = async (bytes: Uint8Array): Promise<Picture | undefined> => {
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (!type || !pictureTypes.includes(type.mime)) return undefined
  try {
    const { source, isClear } = await openPicture(bytes)
    return await paint(source, isClear)
  } catch {
    return undefined
  }
}

/** `isClear`: one may see through it, which JPEG cannot show. */
type Opened = { source: Sharp; isClear: boolean }

const openPicture = async (bytes: Uint8Array): Promise<Opened> => {
  const sharp = loadSharp()
  const options = { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true, pages: 1 } as const
  const picture = sharp(bytes, options)
  const { compression, hasAlpha: isClear } = await picture.metadata()
  if (compression !== 'hevc') return { source: picture.autoOrient(), isClear }
  const { decodeHeic } = await import('./decode-heic.ts')
  const { data, width, height, isClear: isHeicClear } = await decodeHeic(bytes)
  const pixels = { raw: { width, height, channels: 4 }, limitInputPixels: mostPixels } as const
  return { source: sharp(data, pixels), isClear: isHeicClear }
}

const paint = async (source: Sharp, isClear: boolean): Promise<Picture> => {
  const view = await write(fitted(source, viewSize), isClear)
  const thumb = await write(fitted(loadSharp()(view.data), thumbSize), isClear)
  return {
    contentType: isClear ? 'image/webp' : 'image/jpeg',
    view: view.data,
    thumb: thumb.data,
    width: view.info.width,
    height: view.info.height,
  }
}

const fitted = (source: Sharp, size: number): Sharp =>
  source.resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })

const write = (source: Sharp, isClear: boolean) =>
  (isClear ? source.webp({ quality }) : source.jpeg({ quality }))
    .timeout({ seconds })
    .toBuffer({ resolveWithObject: true })
