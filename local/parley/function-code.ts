import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { moduleOptions } from '../../lib/build-module.ts'
import type { CodeSource } from '../runner/code/hot-reload.ts'

const folder = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))

/** Bundles of Parley's functions, made as they are for AWS but with names and lines that a debugger knows. */
export const functionCode: CodeSource = {
  folders: [folder('functions'), folder('shared')],
  build: async ({ label }, directory) => {
    const entry = folder(`functions/${label}/handler.ts`)
    if (!existsSync(entry)) return false
    const options = moduleOptions(entry, `${directory}/index.mjs`, { minify: false })
    await build({ ...options, logLevel: 'silent' })
    return true
  },
}
