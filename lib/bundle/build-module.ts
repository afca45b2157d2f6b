import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, parse } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, buildSync } from 'esbuild'

/** For what functions would load in vain; each file says why. */
const standIns = {
  '@aws-sdk/credential-provider-node': fileURLToPath(import.meta.resolve('./stand-ins/credentials.ts')),
  debug: fileURLToPath(import.meta.resolve('./stand-ins/debug.ts')),
  '@smithy/core/event-streams': fileURLToPath(import.meta.resolve('./stand-ins/event-streams.ts')),
  'node:http': fileURLToPath(import.meta.resolve('./stand-ins/node-http.ts')),
  'node:process': fileURLToPath(import.meta.resolve('./stand-ins/node-process.ts')),
  'libphonenumber-js/max/es6': fileURLToPath(import.meta.resolve('./stand-ins/phones.ts')),
  crypto: fileURLToPath(import.meta.resolve('./stand-ins/crypto.ts')),
  querystring: fileURLToPath(import.meta.resolve('./stand-ins/querystring.ts')),
  url: fileURLToPath(import.meta.resolve('./stand-ins/url.ts')),
}

/** A module would be the object itself, so it is read here, as a text. */
const phonePlans = readFileSync(
  createRequire(import.meta.url).resolve('libphonenumber-js/metadata.max.json'),
  'utf8',
).replaceAll('\\\\', '@')

const common: BuildOptions = {
  bundle: true,
  // Beside the module, without the sources themselves: the log needs their lines, a debugger finds them on the disk.
  sourcemap: 'linked',
  sourcesContent: false,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  // Words of other languages as they are, not each letter as six.
  charset: 'utf8',
  // What is imported at need is a file of its own, which a cold start does not read.
  splitting: true,
  outExtension: { '.js': '.mjs' },
  define: { phonePlans: JSON.stringify(phonePlans) },
  legalComments: 'none',
  logLevel: 'warning',
}

export type BundleOptions = {
  /** Default: true. Names stay as they are written where somebody looks with a debugger. */
  minify?: boolean
}

/** How esbuild makes a function's module of its handler. */
export const moduleOptions = (
  entry: string,
  outfile: string,
  { minify = true, alias = standIns }: BundleOptions & { alias?: Record<string, string> } = {},
): BuildOptions => ({
  ...common,
  ...{ minify, alias, outdir: dirname(outfile), entryPoints: [{ in: entry, out: parse(outfile).name }] },
})

/** Makes the module itself: a bench measures the very bundles that are deployed. */
export const buildModule = (...settings: Parameters<typeof moduleOptions>) =>
  buildSync(moduleOptions(...settings))
