import { createRequire } from 'node:module'
import type Sharp from 'sharp'

/**
 * sharp over its WebAssembly build, wherever it runs: sharp itself would take the native build of this machine, and what was
 * tried here would not be what is deployed. Its own choice is made in one module, whose place the build takes.
 */
export const loadSharp = (): typeof Sharp => {
  const here = createRequire(import.meta.url)
  const inSharp = createRequire(here.resolve('sharp'))
  const choice = inSharp.resolve('./sharp.cjs')
  inSharp.cache[choice] ??= {
    ...{ id: choice, filename: choice, path: choice, loaded: true, children: [], paths: [] },
    ...{ exports: inSharp('@img/sharp-wasm32/sharp.node'), isPreloading: false, require: inSharp },
  } as unknown as NodeJS.Module
  const sharp: typeof Sharp = inSharp('sharp')
  return limited(sharp)
}

/** No loader but these five: libvips knows a few dozen, some of which read other files or run code. */
const loaders = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}`)

/** One picture at a time, and nothing kept of it for the next. */
const limited = (sharp: typeof Sharp): typeof Sharp => {
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: loaders })
  sharp.cache(false)
  sharp.concurrency(1)
  return sharp
}
