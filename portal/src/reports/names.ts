import { each } from '#contract/client.ts'
import type { ReportKey } from '#contract/reports.ts'
import type { Api } from '../data/api.ts'
import { namesOf, namesOfNumbers, readAgents, readNumbers, readTeams } from '../data/people.ts'
import { refusalReason } from '../words/gate-reason.ts'
import { locale } from '../words/locale.ts'
import { reportWords } from '../words/reports.ts'
import { sayDay } from './say.ts'

/** What the key of a row is called, and where more about it is. */
type RowName = { name: string; href?: string }

/** Names the rows of a report by days, numbers and so on. `label`: what the API says of a code, in English. */
export type NameRow = (row: { key: string; label?: string | undefined }) => RowName

const read: Partial<Record<ReportKey, (api: Api) => Promise<(readonly [id: string, name: string])[]>>> = {
  agent: async (api) => namesOf(await readAgents(api)),
  team: async (api) => namesOf(await readTeams(api)),
  number: async (api) => namesOfNumbers(await readNumbers(api)),
  template: async (api) => namesOf(await Array.fromAsync(each(api.listTemplates, { query: { limit: 100 } }))),
  workflow: async (api) => namesOf((await api.listWorkflows()).data),
}

/** Where the settings have them. */
const places: Partial<Record<ReportKey, string>> = {
  agent: 'agents',
  team: 'teams',
  number: 'numbers',
  template: 'templates',
  workflow: 'workflows',
}

/** Reads the names that rows need. What was deleted since is told apart by its id. */
export const readRowNames = async (api: Api, by: ReportKey): Promise<NameRow> => {
  if (by === 'day') return ({ key }) => ({ name: sayDay(key) })
  if (by === 'origin') return ({ key }) => ({ name: reportWords.origins[key] ?? key })
  if (by === 'code')
    return ({ key, label }) => ({ name: capital(refusalReason({ code: key, detail: label ?? key })) })
  const list = read[by]
  if (!list) return ({ key }) => ({ name: key })
  const names = new Map(await list(api))
  return ({ key }) => {
    const name = names.get(key)
    return name === undefined
      ? { name: `${reportWords.gone} (${key})` }
      : { name, href: `/settings/${places[by]}/${key}` }
  }
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)
