import { createRequire } from 'node:module'

/** A picture as its pixels, four bytes each. */
type Pixels = { data: Uint8ClampedArray; width: number; height: number }
type Decoded = Pixels & { isClear: boolean }

/** What is used of libheif-js, which describes only the C functions below it. */
type Heif = { HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] } }
type HeifImage = {
  get_width(): number
  get_height(): number
  is_primary(): boolean
  has_alpha_channel(): boolean
  display(pixels: Pixels, done: (pixels: Pixels | null) => void): void
  free(): void
}

/** It needs some thirty bytes for each pixel: beyond that the function's memory would not do. */
const mostPixels = 13_000_000

/**
 * The picture in a HEIC whose compression is HEVC, which sharp cannot read, upright. Throws where there is none that can be
 * read within the memory of the function.
 */
export const decodeHeic = async (bytes: Uint8Array): Promise<Decoded> => {
  const heif: Heif = createRequire(import.meta.url)('libheif-js/wasm-bundle')
  const images = new heif.HeifDecoder().decode(bytes)
  try {
    const image = images.find((one) => one.is_primary()) ?? images[0]
    if (!image) throw new Error('There is no picture in it.')
    return await pixelsOf(image)
  } finally {
    for (const image of images) image.free()
  }
}

const pixelsOf = (image: HeifImage): Promise<Decoded> => {
  const [width, height] = [image.get_width(), image.get_height()]
  if (width * height > mostPixels) throw new Error('The picture is too large.')
  const data = new Uint8ClampedArray(width * height * 4)
  return new Promise((resolve, reject) =>
    image.display({ data, width, height }, (shown) =>
      shown
        ? resolve({ ...shown, isClear: image.has_alpha_channel() })
        : reject(new Error('The picture is broken.')),
    ),
  )
}
