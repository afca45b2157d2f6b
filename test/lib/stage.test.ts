import { App } from 'aws-cdk-lib'
import { expect, test } from 'vitest'
import { readStage } from '../../lib/stage.ts'

const stageOf = (context: Record<string, unknown>) => readStage(new App({ context }).node)

test('without a word the stage is main, and keeps its data', () => {
  expect(stageOf({})).toMatchObject({ name: 'main', workspace: 'wks_main', keepData: true })
})

test('a stage is chosen by its name', () => {
  expect(stageOf({ stage: 'local' })).toMatchObject({ name: 'local', workspace: 'wks_demo', keepData: false })
})

test('a setting replaces one value, as an object in cdk.json or as JSON from the command line', () => {
  const settings = { workspace: 'wks_acme' }
  const acme = { name: 'main', workspace: 'wks_acme', workerConcurrency: 20 }
  expect(stageOf({ settings })).toMatchObject(acme)
  expect(stageOf({ settings: JSON.stringify(settings) })).toMatchObject(acme)
})

test('a misspelled stage or setting stops the synthesis and says so', () => {
  expect(() => stageOf({ stage: 'prod' })).toThrow('No stage "prod": choose one of main, dev, local.')
  expect(() => stageOf({ settings: { alarmMail: 'a@example.com' } })).toThrow('No such setting: alarmMail.')
})
