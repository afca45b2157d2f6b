export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const

/** How a file writes its characters. */
export type Encoding = (typeof encodings)[number]

/** Reads bytes of a file from an offset on: as many as asked for, fewer at its end. */
export type ReadBytes = (offset: number, bytes: number) => Promise<Uint8Array>

const marks: { encoding: Encoding; bytes: number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
]

const window = 1 << 20

/**
 * By the byte order mark; without one it is UTF-8 where the whole file is, and Windows-1252 otherwise, as Excel saves it. `begin`: how
 * long the mark is.
 */
export const detectEncoding = async (read: ReadBytes): Promise<{ encoding: Encoding; begin: number }> => {
  const first = await read(0, 4)
  const mark = marks.find(({ bytes }) => bytes.every((byte, i) => first[i] === byte))
  const begin = mark?.bytes.length ?? 0
  if (mark && mark.encoding !== 'utf-8') return { encoding: mark.encoding, begin }
  return { encoding: (await isUtf8(read)) ? 'utf-8' : 'windows-1252', begin }
}

const isUtf8 = async (read: ReadBytes): Promise<boolean> => {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (let offset = 0; ; offset += window) {
      const bytes = await read(offset, window)
      decoder.decode(bytes, { stream: bytes.length === window })
      if (bytes.length < window) return true
    }
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/** The text in bytes that may end within a character, which is then left out. */
export const decode = (bytes: Uint8Array, encoding: Encoding, isEnd: boolean): string =>
  new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes, { stream: !isEnd })

/** How many bytes of the file a text is. */
export const bytesOf = (text: string, encoding: Encoding): number => {
  if (encoding === 'utf-8') return Buffer.byteLength(text)
  return encoding === 'windows-1252' ? text.length : text.length * 2
}
