import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Tells other programs the addresses. The file is never seen half written. */
export const writeAddresses = async (file: string, addresses: Record<string, string>) => {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.new`, textOf(addresses))
  await rename(`${file}.new`, file)
}

/** Takes the file away, but not that of another run. */
export const removeAddresses = async (file: string, addresses: Record<string, string>) => {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === textOf(addresses)) await rm(file, { force: true })
}

const textOf = (addresses: Record<string, string>) => `${JSON.stringify(addresses, null, 2)}\n`
