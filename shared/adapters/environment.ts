import type { WorkspaceId } from '#domain/ids.ts'
import type { Environment } from '#wiring/environment.ts'

/** A value that the infrastructure gives to this function. Throws at start where it was not given. */
export const variable = (name: keyof Environment): string => {
  const value = process.env[name]
  if (!value) throw new Error(`The environment variable ${name} is not set`)
  return value
}

/** One that not every deployment has. */
export const optionalVariable = (name: keyof Environment): string | undefined =>
  process.env[name] || undefined

/** Lambda says in which region it runs. */
export const ownRegion = (): string => process.env.AWS_REGION ?? 'us-east-1'

/** The workspace of the deployment itself. */
export const operatorWorkspace = (): WorkspaceId => variable('OPERATOR_WORKSPACE') as WorkspaceId
