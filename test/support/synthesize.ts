import { App, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import cdk from '../../cdk.json' with { type: 'json' }
import { addParley } from '../../lib/parley.ts'

/**
 * The app as bin/app.ts builds it, but for the bundles: the templates do not depend on what functions do. `context`: the
 * stage main of the workspace wks_main where it says nothing else.
 */
export const createApp = ({ settings, ...context }: { stage?: string; settings?: object } = {}) => {
  const named = { ...(!context.stage && { workspace: 'wks_main' }), ...settings }
  const app = new App({
    context: { ...cdk.context, 'aws:cdk:bundling-stacks': [], ...context, settings: named },
  })
  addParley(app)
  return app
}

export const stacksOf = (app: App) => app.node.children.filter((child) => Stack.isStack(child))

/** One stack's template, with the changing hashes of function bundles and of the portal's build replaced. */
export const templateOf = (app: App, id: string) => {
  const stack = stacksOf(app).find((stack) => stack.node.id === id)
  if (!stack) throw new Error(`No stack ${id}.`)
  const template = JSON.stringify(Template.fromStack(stack).toJSON())
  const steady = template
    .replaceAll(/[0-9a-f]{64}\.zip/g, 'bundle.zip')
    .replaceAll(/"build":"[0-9a-f]{12}"/g, '"build":"build"')
  return Template.fromJSON(JSON.parse(steady))
}
