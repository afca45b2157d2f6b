import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { NodeWorker } from 'node:inspector'
import { Session } from 'node:inspector/promises'
import { SourceMap } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { functionCode } from '../../../local/parley/function-code.ts'
import { createClock } from '../../../local/runner/core/clock.ts'
import { openState } from '../../../local/runner/core/state.ts'
import { createFunctions, type Functions } from '../../../local/runner/lambda/functions.ts'

let directory: string
let functions: Functions
let session: Session

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'parley-breakpoint-'))
  functions = createFunctions(createClock(openState(':memory:')), () => {})
  session = new Session()
  session.connect()
})

afterEach(async () => {
  session.disconnect()
  await functions.stop()
  rmSync(directory, { recursive: true })
})

type Script = { scriptId: string; url: string; sourceMapURL: string }
type Location = { lineNumber: number; columnNumber: number }
type Paused = { callFrames: { location: Location & { scriptId: string } }[] }
type Message = { id?: number; method?: string; params?: unknown; result?: unknown }

/** Debugs the next worker thread as an editor does, through the inspector of its process. */
const attach = async () => {
  const attached = Promise.withResolvers<NodeWorker.AttachedToWorkerEventDataType>()
  session.on('NodeWorker.attachedToWorker', ({ params }) => attached.resolve(params))
  await session.post('NodeWorker.enable', { waitForDebuggerOnStart: false })
  const heard = new Map<string, (value: never) => void>()
  session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
    const { id, method = '', params: facts, result }: Message = JSON.parse(params.message)
    heard.get(id === undefined ? method : String(id))?.((id === undefined ? facts : result) as never)
  })
  let last = 0
  return {
    on: <T>(method: string, hear: (params: T) => void) => void heard.set(method, hear),
    send: async (method: string, params: object = {}) => {
      const { sessionId } = await attached.promise
      last += 1
      const message = JSON.stringify({ id: last, method, params })
      const { promise, resolve } = Promise.withResolvers<unknown>()
      heard.set(String(last), resolve)
      await session.post('NodeWorker.sendMessageToWorker', { sessionId, message })
      return promise
    },
  }
}

const sourceMapOf = ({ url, sourceMapURL }: Script) =>
  new SourceMap(JSON.parse(readFileSync(new URL(sourceMapURL, url), 'utf8')))

/** Where a script has a line of a TypeScript file; lines count from 0. */
const generated = (script: Script, file: string, line: number): Location => {
  const map = sourceMapOf(script)
  const lines = readFileSync(fileURLToPath(script.url), 'utf8').split('\n')
  for (const [lineNumber, text] of lines.entries())
    for (let columnNumber = 0; columnNumber < text.length; columnNumber++) {
      const entry = map.findEntry(lineNumber, columnNumber)
      if (!('originalSource' in entry) || entry.generatedLine !== lineNumber) continue
      const isFile = fileURLToPath(new URL(entry.originalSource, script.url)) === file
      if (isFile && entry.originalLine === line) return { lineNumber, columnNumber: entry.generatedColumn }
    }
  throw new Error(`${file}:${line + 1} is not in ${script.url}.`)
}

test('a breakpoint in a line of a handler stops the function there', async () => {
  const file = fileURLToPath(new URL('../../../functions/describe-api/handler.ts', import.meta.url))
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .findIndex((text) => text.trim().startsWith('body: '))
  const definition = {
    ...{ name: 'describe-api', label: 'describe-api', arn: 'arn', directory, handler: 'index.handler' },
    ...{ environment: {}, timeoutSeconds: 100, memoryMegabytes: 128, limit: 1 },
  }
  await functionCode.build(definition, directory)
  functions.add(definition)

  const debug = await attach()
  const paused = Promise.withResolvers<Paused>()
  debug.on('Debugger.paused', paused.resolve)
  const parsed = Promise.withResolvers<Script>()
  debug.on('Debugger.scriptParsed', (script: Script) => {
    if (script.url.endsWith('index.mjs')) parsed.resolve(script)
  })
  await functions.warm()
  await debug.send('Debugger.enable')
  const script = await parsed.promise
  const { url } = script
  await debug.send('Debugger.setBreakpointByUrl', { url, ...generated(script, file, line) })

  const answer = functions.invoke('describe-api', {})
  const [frame] = (await paused.promise).callFrames
  const { lineNumber = -1, columnNumber = -1 } = frame?.location ?? {}
  const place = sourceMapOf(script).findEntry(lineNumber, columnNumber)
  // The thread goes on, whatever is found below.
  await debug.send('Debugger.disable')
  expect(place).toMatchObject({
    originalSource: expect.stringMatching(/functions\/describe-api\/handler\.ts$/),
    originalLine: line,
  })
  expect(await answer).toMatchObject({ statusCode: 200 })
})
