import { fileURLToPath } from 'node:url'
import { AssetHashType, DockerImage } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { type BuildOptions, buildSync } from 'esbuild'

type BundleOptions = {
  /** Default: true. Names stay as they are written where somebody looks with a debugger. */
  minify?: boolean
}

/**
 * One ES module, `index.mjs`, made from the folder's handler.ts, and its source map beside it. The AWS SDK comes along:
 * the version that was tested runs, and what is left of it after tree shaking loads faster than the whole one of the
 * Lambda runtime. esbuild is called in this process, for NodejsFunction would start npm for each function: 0.7 s apiece.
 */
export const bundle = (folder: string, options?: BundleOptions) =>
  Code.fromAsset(folder, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('unused: bundled on this machine'),
      local: {
        tryBundle(outdir: string) {
          buildModule(`${folder}/handler.ts`, `${outdir}/index.mjs`, options)
          return true
        },
      },
    },
  })

/** For what functions would load in vain; each file says why. */
const standIns = {
  '@aws-sdk/credential-provider-node': fileURLToPath(import.meta.resolve('./stand-ins/credentials.ts')),
  '@smithy/core/event-streams': fileURLToPath(import.meta.resolve('./stand-ins/event-streams.ts')),
  'node:http': fileURLToPath(import.meta.resolve('./stand-ins/node-http.ts')),
  'node:process': fileURLToPath(import.meta.resolve('./stand-ins/node-process.ts')),
}

const common: BuildOptions = {
  bundle: true,
  // Beside the module, without the sources themselves: the log needs their lines, a debugger finds them on the disk.
  sourcemap: 'linked',
  sourcesContent: false,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'warning',
}

/** Makes the module itself: a bench measures the very bundles that are deployed. */
export const buildModule = (
  entry: string,
  outfile: string,
  { minify = true, alias = standIns }: BundleOptions & { alias?: Record<string, string> } = {},
) => buildSync({ ...common, minify, alias, entryPoints: [entry], outfile })
