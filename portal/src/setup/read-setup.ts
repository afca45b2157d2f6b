import { each } from '#contract/client.ts'
import type { Api } from '../data/api.ts'
import { tabs } from '../data/list.ts'
import type { SetupFacts } from './setup-steps.ts'

/** What there is in the workspace, as far as the set-up asks. */
export const readSetup = async (api: Api): Promise<SetupFacts> => {
  const [settings, numbers, hours, agents, ...pages] = await Promise.all([
    api.getSettings(),
    Array.fromAsync(each(api.listNumbers, { query: { limit: 100 } })),
    api.listBusinessHours({ query: { limit: 1 } }),
    Array.fromAsync(each(api.listAgents, { query: { limit: 100 } })),
    ...tabs.map((tab) => api.listConversations({ query: { tab, limit: 25 } })),
  ])
  return { settings, numbers, hours: hours.data, agents, conversations: pages.flatMap(({ data }) => data) }
}
