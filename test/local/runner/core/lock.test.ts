import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyDirectory, lockDirectory } from '../../../../local/runner/core/lock.ts'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'runner-lock-'))
})

afterEach(() => rmSync(directory, { recursive: true }))

/** Another process that holds the lock until it is killed. */
const startHolder = async () => {
  const program = join(directory, 'holder.ts')
  const lock = new URL('../../../../local/runner/core/lock.ts', import.meta.url).href
  writeFileSync(
    program,
    `import { lockDirectory } from '${lock}'
    lockDirectory(process.argv[2])
    process.send('locked')
    setInterval(() => {}, 1000)`,
  )
  const holder = fork(program, [directory], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  await once(holder, 'message')
  return holder
}

test('a folder that is in use is refused, and the refusal names the process', () => {
  const lock = lockDirectory(directory)
  expect(() => lockDirectory(directory)).toThrow(`${directory} is in use: process ${process.pid} runs on it.`)
  lock.release()
})

test('a folder that was given up can be taken', () => {
  lockDirectory(directory).release()
  expect(() => lockDirectory(directory).release()).not.toThrow()
})

test('the lock of a process ends with it, even when it is killed', async () => {
  const holder = await startHolder()
  const ended = once(holder, 'exit')
  try {
    expect(() => lockDirectory(directory)).toThrow(`process ${holder.pid} runs on it`)
  } finally {
    holder.kill('SIGKILL')
  }
  await ended
  expect(() => lockDirectory(directory).release()).not.toThrow()
})

test('emptying a folder leaves it locked', async () => {
  const lock = lockDirectory(directory)
  writeFileSync(join(directory, 'old'), '')
  await emptyDirectory(directory)
  expect(existsSync(join(directory, 'old'))).toBe(false)
  expect(() => lockDirectory(directory)).toThrow('is in use')
  lock.release()
})
