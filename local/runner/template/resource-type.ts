import { z } from 'zod'
import { TemplateError } from './error.ts'

/** A resource of a template whose properties are resolved. */
export type Resource = {
  stack: string
  id: string
  type: string
  /** A name that stays the same from run to run, for resources that the template gives none. */
  name: string
  /** Finds the file or directory behind an uploaded asset. */
  asset(key: string): string
}

/** What `Ref` and `Fn::GetAtt` give for a resource. */
export type Created = { ref: string; attributes?: Record<string, string> }

/**
 * How one resource type is run locally: the properties that it acts on, those that it ignores knowingly, and what it
 * does. `L` is whatever the runner has ready for its types. Properties in neither list are an error; `*` stands for all.
 */
export type ResourceType<L> = {
  uses: string[]
  ignores: string[]
  create(properties: unknown, resource: Resource, platform: L): Promise<Created> | Created
}

export type Definition<L, S extends z.ZodRawShape> = {
  uses: S
  ignores?: string[]
  create(properties: z.infer<z.ZodObject<S>>, resource: Resource, platform: L): Promise<Created> | Created
}

/** Defines a type; nested properties that its schemas do not list are errors as well. */
export const resourceType = <L, S extends z.ZodRawShape>(definition: Definition<L, S>): ResourceType<L> => {
  const schema = z.strictObject(definition.uses)
  return {
    uses: Object.keys(definition.uses),
    ignores: definition.ignores ?? [],
    create: (properties, resource, platform) => {
      const parsed = schema.safeParse(properties)
      if (!parsed.success) throw new TemplateError(describe(parsed.error, resource))
      return definition.create(parsed.data as z.infer<z.ZodObject<S>>, resource, platform)
    },
  }
}

/** A type without any effect on this machine. */
export const ignoredType = (
  attributes: (resource: Resource) => Record<string, string> = () => ({}),
): ResourceType<unknown> => ({
  uses: [],
  ignores: ['*'],
  create: (_, resource) => ({ ref: resource.name, attributes: attributes(resource) }),
})

const describe = (error: z.ZodError, resource: Resource) =>
  error.issues
    .map((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => notUnderstood(resource, [...issue.path, key].join('.'))).join('\n')
        : `${where(resource)}: property ${issue.path.join('.')}: ${issue.message}.`,
    )
    .join('\n')

/** How every message names a resource. */
export const where = ({ stack, id, type }: Pick<Resource, 'stack' | 'id' | 'type'>) =>
  `Stack ${stack}, resource ${id} (${type})`

export const notUnderstood = (resource: Pick<Resource, 'stack' | 'id' | 'type'>, property: string) =>
  `${where(resource)}: property ${property} is not understood locally.`
