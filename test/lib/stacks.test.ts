import { AwsSolutionsChecks } from 'cdk-nag'
import { expect, test } from 'vitest'
import { createApp, stacksOf, templateOf } from '../support/synthesize.ts'

const app = createApp()

test.each(stacksOf(app).map((stack) => stack.node.id))('%s is what was reviewed', (id) => {
  expect(templateOf(app, id).toJSON()).toMatchSnapshot()
})

test('every exception from the AWS Solutions rules has its reason', () => {
  const { violations } = new AwsSolutionsChecks(app).validateScope(app)
  expect(violations).toEqual([])
})

test('every stage has the same resources', () => {
  const resources = (stage?: string) => {
    const app = createApp({ stage })
    return stacksOf(app).map(({ node }) => Object.keys(templateOf(app, node.id).toJSON().Resources))
  }
  expect(resources('local')).toEqual(resources())
})
