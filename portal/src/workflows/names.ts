import { useCallback } from 'react'
import { type Answer, each } from '#contract/client.ts'
import type { Agent, Api, BusinessNumber, Team, Template } from '../data/api.ts'
import {
  namesOf,
  namesOfNumbers,
  readAgents,
  readNumbers,
  readOwnerNames,
  readTeams,
} from '../data/people.ts'
import { useDesk } from '../desk.ts'
import { useLoad } from '../parts/use-load.ts'
import { workflowWords } from '../words/workflows.ts'

export type Workflow = Answer<'getWorkflow'>
export type Branch = Workflow['branches'][number]
export type Condition = Branch['when'][number]
export type Action = Workflow['otherwise'][number]
export type Trigger = Workflow['trigger']

/** What people write of a workflow. */
export type Content = Pick<
  Workflow,
  'name' | 'on' | 'trigger' | 'branches' | 'otherwise' | 'stop' | 'cooldown'
>

type Endpoint = Answer<'listWebhookEndpoints'>['data'][number]

/** What conditions and actions name by ids, for lists to choose from and for sentences. */
export type Names = {
  numbers: BusinessNumber[]
  teams: Team[]
  agents: Agent[]
  templates: Template[]
  endpoints: Endpoint[]
  /** What an id stands for. */
  nameOf(id: string): string
}

/** Of what conditions name, for sentences about a run: whoever reads a conversation may read these. */
const readFactNames = async (api: Api): Promise<Pick<Names, 'nameOf'>> => {
  const names = new Map(await readOwnerNames(api))
  return { nameOf: (id) => names.get(id) ?? workflowWords.gone }
}

const readNames = async (api: Api): Promise<Names> => {
  const [numbers, teams, agents, templates, endpoints] = await Promise.all([
    readNumbers(api),
    readTeams(api),
    readAgents(api),
    Array.fromAsync(each(api.listTemplates, { query: { limit: 100 } })),
    api.listWebhookEndpoints().then(({ data }) => data),
  ])
  const names = new Map<string, string>([
    ...namesOfNumbers(numbers),
    ...namesOf([...teams, ...agents, ...templates]),
    ...endpoints.map(({ id, url, description }) => [id, description ?? url] as const),
  ])
  const nameOf = (id: string) => names.get(id) ?? workflowWords.gone
  return { numbers, teams, agents, templates, endpoints, nameOf }
}

/** Reads them once for a page. */
export const useNames = () => {
  const { api } = useDesk()
  return useLoad(useCallback(() => readNames(api), [api]))
}

/** Those that sentences about runs need. */
export const useFactNames = () => {
  const { api } = useDesk()
  return useLoad(useCallback(() => readFactNames(api), [api]))
}

/** Records for a list to choose from, by their names. */
export const choicesOf = <T extends string>(records: readonly { id: T }[], nameOf: Names['nameOf']) =>
  records.map(({ id }) => [id, nameOf(id)] as const)
