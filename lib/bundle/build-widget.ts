import { join } from 'node:path'
import { buildSync } from 'esbuild'

/**
 * Makes the script that pages of companies load, `v1.js`, and what it loads at need, into a folder. What it loads has its content's
 * hash in its name.
 */
export const buildWidget = (outdir: string) =>
  buildSync({
    entryPoints: [join(import.meta.dirname, '../../portal/widget/v1.ts')],
    ...{ outdir, bundle: true, minify: true, splitting: true, format: 'esm', charset: 'utf8' },
    // What the oldest browsers know that the portal supports.
    target: ['chrome123', 'firefox121', 'safari17.5'],
    chunkNames: '[name]-[hash]',
    tsconfig: join(import.meta.dirname, '../../tsconfig.json'),
    legalComments: 'none',
    logLevel: 'warning',
  })
