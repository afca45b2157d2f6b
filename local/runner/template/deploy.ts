import { createHash } from 'node:crypto'
import type { Stack, TemplateResource } from './assembly.ts'
import { TemplateError } from './error.ts'
import { physicalName } from './physical-name.ts'
import { noValue, references, resolve, type Scope } from './resolve.ts'
import { type Created, notUnderstood, type Resource, type ResourceType, where } from './resource-type.ts'

export type Deployment<L> = {
  types: Record<string, ResourceType<L>>
  platform: L
  /** Pseudo parameters: `AWS::Region` and its like. */
  pseudo: Record<string, string>
  text: Scope['text']
}

/** Outputs of all stacks by name. */
export type Outputs = Record<string, unknown>

/** Creates the resources of all stacks, each after those it refers to. Throws a TemplateError for what it does not know. */
export const deploy = async <L>(stacks: Stack[], deployment: Deployment<L>): Promise<Outputs> => {
  for (const stack of stacks) checkTypes(stack, deployment.types)
  const exports = new Map<string, unknown>()
  const outputs: Outputs = {}
  for (const stack of stacks) await deployStack(stack, deployment, exports, outputs)
  return outputs
}

/** Everything unknown is reported before anything is created. */
const checkTypes = <L>(stack: Stack, types: Record<string, ResourceType<L>>) => {
  const problems = Object.entries(stack.template.Resources ?? {}).flatMap(([id, { Type, Properties }]) => {
    const resource = { stack: stack.name, id, type: Type }
    const type = types[Type]
    if (!type) return [`${where(resource)}: this type is not understood locally.`]
    const known = new Set([...type.uses, ...type.ignores])
    if (known.has('*')) return []
    const unknown = Object.keys(Properties ?? {}).filter((property) => !known.has(property))
    return unknown.map((property) => notUnderstood(resource, property))
  })
  if (problems.length > 0) throw new TemplateError(problems.join('\n'))
}

const deployStack = async <L>(
  stack: Stack,
  deployment: Deployment<L>,
  exports: Map<string, unknown>,
  outputs: Outputs,
) => {
  const created = new Map<string, Created>()
  const scope = createScope(stack, deployment, created, exports)
  for (const [id, resource] of inOrder(stack, deployment.types))
    if (resource.Condition === undefined || scope.condition(resource.Condition))
      created.set(id, await create(stack, id, resource, deployment, scope))
  for (const [name, output] of Object.entries(stack.template.Outputs ?? {})) {
    if (output.Condition !== undefined && !scope.condition(output.Condition)) continue
    outputs[name] = resolve(output.Value, scope)
    if (output.Export) exports.set(String(resolve(output.Export.Name, scope)), outputs[name])
  }
}

const create = async <L>(
  stack: Stack,
  id: string,
  { Type, Properties = {} }: TemplateResource,
  { types, platform }: Deployment<L>,
  scope: Scope,
): Promise<Created> => {
  const type = types[Type] as ResourceType<L>
  const resource: Resource = {
    stack: stack.name,
    id,
    type: Type,
    name: physicalName(stack.name, id),
    asset: (key) =>
      stack.assets.get(key) ?? missing(`${where({ stack: stack.name, id, type: Type })}: no asset ${key}.`),
  }
  try {
    return await type.create(resolve(used(Properties, type), scope), resource, platform)
  } catch (error) {
    if (!(error instanceof TemplateError) || error.message.includes(where(resource))) throw error
    throw new TemplateError(`${where(resource)}: ${error.message}`)
  }
}

const missing = (message: string): never => {
  throw new TemplateError(message)
}

/** Ignored properties are not even resolved: they may refer to things that do not exist here. */
const used = <L>(properties: Record<string, unknown>, { uses }: ResourceType<L>) =>
  uses.includes('*')
    ? properties
    : Object.fromEntries(Object.entries(properties).filter(([name]) => uses.includes(name)))

/** The same at every start: what is named after it must be found again. */
const stackId = (stack: string, pseudo: Record<string, string>) => {
  const [guid] =
    createHash('sha256')
      .update(stack)
      .digest('hex')
      .match(/^.{32}/) ?? []
  const parts = guid?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return `arn:aws:cloudformation:${pseudo['AWS::Region']}:${pseudo['AWS::AccountId']}:stack/${stack}/${parts}`
}

const inOrder = <L>({ template }: Stack, types: Record<string, ResourceType<L>>) => {
  const resources = template.Resources ?? {}
  const ordered: [string, TemplateResource][] = []
  const visited = new Set<string>()
  const visit = (id: string) => {
    const resource = resources[id]
    if (!resource || visited.has(id)) return
    visited.add(id)
    references(used(resource.Properties ?? {}, types[resource.Type] as ResourceType<L>)).forEach(visit)
    ordered.push([id, resource])
  }
  Object.keys(resources).forEach(visit)
  return ordered
}

const createScope = <L>(
  { name: stack, template }: Stack,
  { pseudo, text }: Deployment<L>,
  created: Map<string, Created>,
  exports: Map<string, unknown>,
): Scope => {
  const scope: Scope = {
    text,
    ref: (name) => {
      if (name === 'AWS::NoValue') return noValue
      const parameter = template.Parameters?.[name]
      // A parameter that is read from SSM when the stack is deployed has no value here.
      const known = parameter && !parameter.Type.startsWith('AWS::SSM') ? parameter.Default : undefined
      return (
        created.get(name)?.ref ??
        known ??
        pseudo[name] ??
        (name === 'AWS::StackName' ? stack : undefined) ??
        (name === 'AWS::StackId' ? stackId(stack, pseudo) : undefined) ??
        missing(`"${name}" is not known in stack ${stack}.`)
      )
    },
    attribute: (id, attribute) =>
      created.get(id)?.attributes?.[attribute] ??
      missing(
        `The attribute ${attribute} of ${id} (${template.Resources?.[id]?.Type}) is not understood locally.`,
      ),
    condition: (name) => {
      const condition = template.Conditions?.[name] ?? missing(`No condition ${name} in stack ${stack}.`)
      return resolve(condition, scope) === true
    },
    import: (name) => exports.get(name) ?? missing(`No stack exports ${name}.`),
  }
  return scope
}
