import * as z from 'zod/mini'

/**
 * An object in the table. What else stands in it is kept: a newer version of Parley may have written it, and records are
 * written back whole.
 */
export const stored = <S extends z.core.$ZodShape>(shape: S) => z.looseObject(shape) as unknown as Stored<S>

type Stored<S extends z.core.$ZodShape> = z.ZodMiniObject<S, z.core.$strip>

/** A text that begins with this, as ids do with their kind. */
export const startingWith = <P extends string>(prefix: P) =>
  z.string().check(z.startsWith(prefix)) as unknown as z.ZodMiniType<`${P}${string}`, `${P}${string}`>

export const ids = {
  workspace: () => startingWith('wks_'),
  conversation: () => startingWith('cnv_'),
  message: () => startingWith('msg_'),
  note: () => startingWith('not_'),
  contact: () => startingWith('con_'),
  number: () => startingWith('num_'),
  agent: () => startingWith('agt_'),
  team: () => startingWith('tem_'),
  template: () => startingWith('tpl_'),
  case: () => startingWith('cas_'),
  caseEntry: () => startingWith('cen_'),
  hours: () => startingWith('hrs_'),
  carrierAccount: () => startingWith('cac_'),
  import: () => startingWith('imp_'),
  job: () => startingWith('job_'),
  media: () => startingWith('med_'),
  email: () => startingWith('eml_'),
  push: () => startingWith('psh_'),
  pushSubscription: () => startingWith('psb_'),
  unreadable: () => startingWith('unr_'),
  widget: () => startingWith('wdg_'),
  workflow: () => startingWith('wfl_'),
  webhookEndpoint: () => startingWith('whk_'),
}

const causes = ['agent', 'program', 'workflow', 'rule', 'customer', 'carrier', 'system'] as const

/** The fields of what brought a change about. */
export const causeShape = () => ({ kind: z.enum(causes), id: z.optional(z.string()) })

/** What every record has. */
export const recordOf = <K extends string, S extends z.core.$ZodShape>(kind: K, shape: S) =>
  stored({ kind: z.literal(kind), workspace: ids.workspace(), version: z.number(), ...shape })
