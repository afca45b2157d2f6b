import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const root = new URL('../..', import.meta.url).pathname

/** Writes the cloud assembly of the stage `local` to a directory, as `cdk synth` would. */
export const synthesize = async (directory: string) => {
  const env = { ...process.env, CDK_OUTDIR: directory, CDK_CONTEXT_JSON: JSON.stringify({ stage: 'local' }) }
  await promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', 'bin/app.ts'], {
    cwd: root,
    env,
  }).catch((error) => {
    throw new Error(`The CDK app could not be synthesized.\n${error.stderr || error.message}`)
  })
}
