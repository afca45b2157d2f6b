import type { Stack, TemplateResource } from './assembly.ts'
import { physicalName } from './physical-name.ts'

type Statement = { Effect?: string; Action?: string | string[] }
type Document = { Statement?: Statement | Statement[] }

/**
 * The actions that each role of the templates allows, by the name that the role has here: `dynamodb:GetItem`, with `*` for
 * anything. Resources and conditions are not looked at. A role with managed policies is left out: what those allow stands
 * nowhere in the templates.
 */
export const readRoles = (stacks: Stack[]): Map<string, string[]> =>
  new Map(stacks.flatMap(({ name, template }) => rolesOf(name, Object.entries(template.Resources ?? {}))))

const rolesOf = (stack: string, resources: [string, TemplateResource][]): [string, string[]][] =>
  resources
    .filter(([, { Type, Properties }]) => Type === 'AWS::IAM::Role' && !Properties?.ManagedPolicyArns)
    .map(([id, role]) => [
      physicalName(stack, id),
      [...inlinePolicies(role), ...attachedPolicies(id, resources)].flatMap(actionsOf),
    ])

const inlinePolicies = ({ Properties = {} }: TemplateResource): Document[] =>
  ((Properties.Policies ?? []) as { PolicyDocument: Document }[]).map(({ PolicyDocument }) => PolicyDocument)

const attachedPolicies = (role: string, resources: [string, TemplateResource][]): Document[] =>
  resources
    .map(([, resource]) => resource)
    .filter(({ Type, Properties }) => Type === 'AWS::IAM::Policy' && names(Properties?.Roles, role))
    .map(({ Properties }) => Properties?.PolicyDocument as Document)

const names = (roles: unknown, role: string) =>
  Array.isArray(roles) && roles.some((each: { Ref?: string }) => each.Ref === role)

const actionsOf = ({ Statement = [] }: Document): string[] =>
  [Statement]
    .flat()
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action = [] }) => Action)
