import type { AccountName } from '#domain/app.ts'

/**
 * An account as addresses name it: `acme-01m83xj8800a1b2c3d4e5f6g7h`, its workspace and its id without their prefixes. The
 * secret is found by it alone, and Twilio takes no underscore in the address of a callback.
 */
export const inAddress = ({ workspace, id }: AccountName): string =>
  `${workspace.slice('wks_'.length)}-${id.slice('cac_'.length)}`

/** Undefined for what is no name of an account. */
export const accountOf = (segment: string): AccountName | undefined => {
  const [, workspace, id] = /^([a-z0-9]{1,60})-([0-9a-z]{8,40})$/.exec(segment) ?? []
  return workspace ? { workspace: `wks_${workspace}`, id: `cac_${id}` } : undefined
}
