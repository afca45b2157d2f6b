import { App } from 'aws-cdk-lib'
import { expect, test } from 'vitest'
import { readStage } from '../../lib/stage.ts'

const stageOf = (context: Record<string, unknown>) => readStage(new App({ context }).node)

const settings = { workspace: 'wks_acme' }

test('without a word the stage is main, and keeps its data', () => {
  expect(stageOf({ settings })).toMatchObject({ name: 'main', workspace: 'wks_acme', keepData: true })
})

test.each([{}, { stage: 'main' }, { settings: { alarmEmail: 'a@example.com' } }])(
  'a stage that lasts is not synthesized without its workspace: %j',
  (context) => {
    expect(() => stageOf(context)).toThrow(
      `The stage "main" has no workspace: give one of wks_ and lower-case letters or digits, the same at every deployment, with -c 'settings={"workspace":"wks_acme"}'.`,
    )
  },
)

test.each(['acme', 'wks_', 'wks_Acme', 'wks_a.admin', 'wks_a/b'])(
  '"%s" is no name of a workspace',
  (workspace) => {
    expect(() => stageOf({ settings: { workspace } })).toThrow(`"${workspace}" is no name of a workspace`)
  },
)

test('the stages that pass have a workspace of their own', () => {
  expect(stageOf({ stage: 'dev' })).toMatchObject({ workspace: 'wks_dev', keepData: false })
})

test('a stage is chosen by its name', () => {
  expect(stageOf({ stage: 'local' })).toMatchObject({ name: 'local', workspace: 'wks_demo', keepData: false })
})

test('an address of one’s own comes with its certificate', () => {
  const half = { ...settings, portalDomain: 'inbox.acme.example' }
  const whole = { ...half, certificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/1' }
  expect(() => stageOf({ settings: half })).toThrow('portalDomain and certificateArn come together')
  expect(stageOf({ settings: whole })).toMatchObject(whole)
})

test('a setting replaces one value, as an object in cdk.json or as JSON from the command line', () => {
  const acme = { name: 'main', workspace: 'wks_acme', workerConcurrency: 20 }
  expect(stageOf({ settings })).toMatchObject(acme)
  expect(stageOf({ settings: JSON.stringify(settings) })).toMatchObject(acme)
})

test('a misspelled stage or setting stops the synthesis and says so', () => {
  expect(() => stageOf({ stage: 'prod' })).toThrow('No stage "prod": choose one of main, dev, local.')
  expect(() => stageOf({ settings: { alarmMail: 'a@example.com' } })).toThrow('No such setting: alarmMail.')
})
