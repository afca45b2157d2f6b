import { TemplateError } from './error.ts'

/** What the names in a template stand for. Each throws a TemplateError when there is no such thing. */
export type Scope = {
  ref(name: string): unknown
  attribute(resource: string, name: string): unknown
  condition(name: string): boolean
  import(name: string): unknown
  /** A last look at every text, to replace addresses of AWS by local ones. */
  text(text: string): string
}

/** What a template writes where it wants no value; resolving drops the property or item. */
export const noValue = Symbol('AWS::NoValue')

/** Replaces every intrinsic function in a value by what it stands for. Throws a TemplateError that names an unknown one. */
export const resolve = (value: unknown, scope: Scope): unknown => {
  if (typeof value === 'string') return scope.text(value)
  if (Array.isArray(value))
    return value.map((item) => resolve(item, scope)).filter((item) => item !== noValue)
  if (typeof value !== 'object' || value === null) return value
  const intrinsic = intrinsicOf(value)
  if (intrinsic) return apply(intrinsic, scope)
  const entries = Object.entries(value).map(([key, item]) => [key, resolve(item, scope)] as const)
  return Object.fromEntries(entries.filter(([, item]) => item !== noValue))
}

type Intrinsic = { name: string; argument: unknown }

/** An object whose one key is Ref, Condition or Fn::…; anything else is plain data. */
const intrinsicOf = (value: object): Intrinsic | undefined => {
  const [entry, ...others] = Object.entries(value)
  if (!entry || others.length > 0) return undefined
  const [name, argument] = entry
  const isIntrinsic =
    name === 'Ref' || name.startsWith('Fn::') || (name === 'Condition' && typeof argument === 'string')
  return isIntrinsic ? { name, argument } : undefined
}

const apply = ({ name, argument }: Intrinsic, scope: Scope): unknown => {
  const known = intrinsics[name]
  if (!known) throw new TemplateError(`The function ${name} is not understood locally.`)
  return known(argument, scope)
}

const intrinsics: Record<string, (argument: unknown, scope: Scope) => unknown> = {
  Ref: (name, scope) => scope.ref(text(name)),
  Condition: (name, scope) => scope.condition(text(name)),
  'Fn::GetAtt': (argument, scope) => {
    const [resource = '', ...name] = Array.isArray(argument) ? argument.map(text) : text(argument).split('.')
    return scope.attribute(resource, name.join('.'))
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(argument)
    return scope.text(list(resolve(parts, scope)).map(text).join(text(separator)))
  },
  'Fn::Sub': (argument, scope) => scope.text(substitute(argument, scope)),
  'Fn::Select': (argument, scope) => {
    const [index, items] = list(resolve(argument, scope))
    return list(items)[Number(index)]
  },
  'Fn::Split': (argument, scope) => {
    const [separator, whole] = list(resolve(argument, scope))
    return text(whole).split(text(separator))
  },
  'Fn::ImportValue': (name, scope) => scope.import(text(resolve(name, scope))),
  'Fn::If': (argument, scope) => {
    const [condition, yes, no] = list(argument)
    return resolve(scope.condition(text(condition)) ? yes : no, scope)
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = list(resolve(argument, scope))
    return left === right
  },
  'Fn::Not': (argument, scope) => !list(resolve(argument, scope))[0],
  'Fn::And': (argument, scope) => list(resolve(argument, scope)).every(Boolean),
  'Fn::Or': (argument, scope) => list(resolve(argument, scope)).some(Boolean),
}

/** `${Name}`, `${Resource.Attribute}`, `${!literal}`, and names of its own in the form with a list. */
const substitute = (argument: unknown, scope: Scope) => {
  const [template, own = {}] = Array.isArray(argument) ? argument : [argument]
  const values = resolve(own, scope) as Record<string, unknown>
  return text(template).replace(/\$\{(!?)([^}]+)\}/g, (_, literal, name) => {
    if (literal) return `\${${name}}`
    if (name in values) return text(values[name])
    const [resource = '', ...attribute] = name.split('.')
    return text(attribute.length > 0 ? scope.attribute(resource, attribute.join('.')) : scope.ref(name))
  })
}

const list = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value
  throw new TemplateError(`A list was expected, not ${JSON.stringify(value)}.`)
}

const text = (value: unknown): string => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value)
  throw new TemplateError(`A text was expected, not ${JSON.stringify(value)}.`)
}

/** The names that a value refers to, in no order; names of resources among them. */
export const references = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(references)
  if (typeof value !== 'object' || value === null) return []
  const own = Object.entries(value).flatMap(([key, argument]) => {
    if (key === 'Ref' && typeof argument === 'string') return [argument]
    if (key === 'Fn::GetAtt') return [Array.isArray(argument) ? argument[0] : String(argument).split('.')[0]]
    if (key === 'Fn::Sub') return placeholders(Array.isArray(argument) ? argument[0] : argument)
    return []
  })
  return [...own, ...Object.values(value).flatMap(references)]
}

const placeholders = (template: string) =>
  [...template.matchAll(/\$\{([^!}.]+)/g)].map(([, name]) => name as string)
