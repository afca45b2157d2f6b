import { copyPackages } from './copy-packages.ts'

/** What of them reads pictures; the rest is their sources and other builds. */
const parts: Record<string, RegExp> = {
  sharp: /^(dist(\/.*\.cjs)?|LICENSE)$/,
  'libheif-js': /^(wasm-bundle\.js|libheif-wasm(\/(libheif-bundle\.js|LICENSE))?|LICENSE)$/,
}

/** The decoders of pictures, as they lie beside the module of the one function that has them. */
export const addDecoders = (outdir: string): void =>
  copyPackages(
    ['sharp', '@img/sharp-wasm32', 'libheif-js'],
    outdir,
    (name, path) => parts[name]?.test(path) ?? true,
  )
