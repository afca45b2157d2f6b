import { AssetHashType, DockerImage } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { type BundleOptions, buildModule } from './build-module.ts'

/**
 * One ES module, `index.mjs`, made from the folder's handler.ts, and its source map beside it. The AWS SDK comes along:
 * the version that was tested runs, and what is left of it after tree shaking loads faster than the whole one of the
 * Lambda runtime. esbuild is called in this process, for NodejsFunction would start npm for each function: 0.7 s apiece.
 * `addFiles` puts into the folder what the function needs beside its module.
 */
export const bundle = (
  folder: string,
  { addFiles, ...options }: BundleOptions & { addFiles?: (outdir: string) => void } = {},
) =>
  Code.fromAsset(folder, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('unused: bundled on this machine'),
      local: {
        tryBundle(outdir: string) {
          buildModule(`${folder}/handler.ts`, `${outdir}/index.mjs`, options)
          addFiles?.(outdir)
          return true
        },
      },
    },
  })
