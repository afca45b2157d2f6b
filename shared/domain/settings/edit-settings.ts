import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { type EditNeeds, editRecord } from '../edit-record.ts'
import { DomainError } from '../error.ts'
import type { NumberId, TemplateId, WorkspaceId } from '../ids.ts'
import { type Patch, patched } from '../patch.ts'
import { isCountry } from '../phones/phone.ts'
import type { SeenVersions } from '../seen-versions.ts'
import type { BrandCap, CaseTextRule, CreditPlan, OutsideSystem, Settings } from './settings.ts'

export type SettingsPatch = Patch<
  Omit<Settings, 'kind' | 'workspace' | 'version' | 'credits' | 'leavers' | 'workflows'>
> & {
  credits?: Patch<CreditPlan>
}

/** Edits the settings as an admin. Throws `validation_failed` for an unknown country or two caps of a brand, `precondition_failed`, `forbidden`. */
export const editSettings = async (
  app: EditNeeds & Pick<App, 'numbers' | 'settings' | 'templates'>,
  principal: Principal,
  { credits, ...patch }: SettingsPatch,
  seen?: SeenVersions,
): Promise<Settings> => {
  requireAdmin(principal)
  requireCountries('country', patch.country === undefined ? [] : [patch.country])
  requireCountries('enabled_countries', patch.enabledCountries ?? [])
  requireOneCapEach(patch.dailyCaps ?? [])
  requireOneOfEach(patch.systems ?? [])
  await requireCaseNumbers(app, principal, patch.caseNumbers ?? [])
  if (patch.noticesFrom) await requireNumber(app, principal, patch.noticesFrom)
  await requireCaseTexts(app, principal, patch.caseTexts ?? [])
  return editRecord(app, {
    read: () => app.settings.get(principal.workspace, 'fresh'),
    seen,
    change: (settings) =>
      patched(settings, { ...patch, ...(credits && { credits: patched(settings.credits, credits) }) }),
  })
}

const requireOneCapEach = (caps: BrandCap[]): void => {
  const brands = caps.map(({ brandId }) => brandId)
  const errors = brands.flatMap((brand, i) =>
    brands.indexOf(brand) === i
      ? []
      : [{ path: `daily_caps.${i}.brand_id`, detail: 'This brand has a cap already.' }],
  )
  if (errors.length > 0) throw new DomainError('validation_failed', 'A brand has one daily cap.', { errors })
}

const requireOneOfEach = (systems: OutsideSystem[]): void => {
  const keys = systems.map(({ key }) => key)
  const errors = keys.flatMap((key, i) =>
    keys.indexOf(key) === i ? [] : [{ path: `systems.${i}.key`, detail: 'This system is there already.' }],
  )
  if (errors.length > 0) throw new DomainError('validation_failed', 'A system is named once.', { errors })
}

/** A customer knows numbers of one country, and each is one case. */
const requireCaseNumbers = async (
  app: Pick<App, 'numbers'>,
  { workspace }: Principal,
  ids: NumberId[],
): Promise<void> => {
  if (ids.length === 0) return
  const all = await app.numbers.list(workspace)
  const found = ids.map((id) => all.find((number) => number.id === id))
  const errors = found.flatMap((number, i) => {
    if (!number) return [{ path: `case_numbers.${i}`, detail: 'There is no such number.' }]
    if (ids.indexOf(number.id) !== i) return [{ path: `case_numbers.${i}`, detail: 'It is named twice.' }]
    if (number.country === found[0]?.country) return []
    return [{ path: `case_numbers.${i}`, detail: 'It is of another country than the first one.' }]
  })
  if (errors.length > 0)
    throw new DomainError('validation_failed', 'One of the numbers of cases does not fit.', { errors })
}

const requireNumber = async (
  app: Pick<App, 'numbers'>,
  { workspace }: Principal,
  id: NumberId,
): Promise<void> => {
  if (await app.numbers.get(workspace, id)) return
  const errors = [{ path: 'notices_from', detail: 'There is no such number.' }]
  throw new DomainError('validation_failed', 'The number of notices is unknown.', { errors })
}

/** Each is filled in without anybody who could be asked for something, so a template with inputs that are required cannot be one. */
const requireCaseTexts = async (
  app: Pick<App, 'templates'>,
  { workspace }: Principal,
  rules: CaseTextRule[],
): Promise<void> => {
  const known = rules.map(({ type, event }) => `${type} ${event}`)
  const twice = known.flatMap((key, i) =>
    known.indexOf(key) === i
      ? []
      : [{ path: `case_texts.${i}.event`, detail: 'This type has texts for the event already.' }],
  )
  const named = rules.flatMap(({ smsTemplateId, emailTemplateId }, i) => [
    { path: `case_texts.${i}.sms_template_id`, id: smsTemplateId },
    { path: `case_texts.${i}.email_template_id`, id: emailTemplateId },
  ])
  const unfit = await Promise.all(
    named.map(async ({ path, id }) => {
      const detail = id && (await whyUnfit(app, workspace, id))
      return detail ? [{ path, detail }] : []
    }),
  )
  const errors = [...twice, ...unfit.flat()]
  if (errors.length > 0)
    throw new DomainError('validation_failed', 'One of the texts of cases does not fit.', { errors })
}

const whyUnfit = async (
  app: Pick<App, 'templates'>,
  workspace: WorkspaceId,
  id: TemplateId,
): Promise<string | undefined> => {
  const template = await app.templates.get(workspace, id, 'fresh')
  if (!template) return 'There is no such template.'
  if (template.use !== 'case') return 'This template is not one for texts of cases.'
  if (template.inputs.some(({ required }) => required)) return 'Nobody is there to be asked for its inputs.'
  return template.archived ? 'This template is archived.' : undefined
}

const requireCountries = (path: string, countries: string[]): void => {
  const unknown = countries.filter((country) => !isCountry(country))
  const errors = unknown.map((country) => ({ path, detail: `"${country}" is not a country with phones.` }))
  if (errors.length > 0)
    throw new DomainError('validation_failed', 'One of the countries is unknown.', { errors })
}
