import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { widgetFolder } from '#wiring/portal.ts'
import { moduleOptions } from '../../lib/bundle/build-module.ts'
import { buildWidget } from '../../lib/bundle/build-widget.ts'
import { addDecoders } from '../../lib/bundle/decoders.ts'
import type { CodeSource } from '../runner/code/hot-reload.ts'

const folder = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))

/** Builds the bundles of Parley's functions as for AWS, but unminified and with a source map for the debugger. */
export const functionCode: CodeSource = {
  folders: [folder('functions'), folder('shared'), folder('portal/widget')],
  build: async ({ label }, directory) => {
    const entry = folder(`functions/${label}/handler.ts`)
    if (!existsSync(entry)) return false
    const options = moduleOptions(entry, `${directory}/index.mjs`, { minify: false })
    await build({ ...options, logLevel: 'silent' })
    if (label === 'fetch-media') addDecoders(directory)
    if (label === 'public-api') buildWidget(join(directory, widgetFolder))
    return true
  },
}
