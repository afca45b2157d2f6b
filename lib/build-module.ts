import { fileURLToPath } from 'node:url'
import { type BuildOptions, buildSync } from 'esbuild'

/** For what functions would load in vain; each file says why. */
const standIns = {
  '@aws-sdk/credential-provider-node': fileURLToPath(
    import.meta.resolve('../shared/adapters/aws/credentials.ts'),
  ),
  '@smithy/core/event-streams': fileURLToPath(import.meta.resolve('../shared/adapters/aws/event-streams.ts')),
  'node:http': fileURLToPath(import.meta.resolve('../shared/adapters/node-http.ts')),
  'node:process': fileURLToPath(import.meta.resolve('../shared/adapters/node-process.ts')),
}

const common: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'warning',
}

/** How esbuild makes a function's module of its handler; a debugger wants it unminified, with a source map. */
export const moduleOptions = (
  entry: string,
  outfile: string,
  { minify = true, alias = standIns }: { minify?: boolean; alias?: Record<string, string> } = {},
): BuildOptions => ({
  ...common,
  ...{ minify, alias, outfile },
  ...(!minify && { sourcemap: 'linked', sourcesContent: false }),
  entryPoints: [entry],
})

/** Makes the module itself: a bench measures the very bundles that are deployed. */
export const buildModule = (...settings: Parameters<typeof moduleOptions>) =>
  buildSync(moduleOptions(...settings))
