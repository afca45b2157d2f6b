import type { Answer } from '#contract/client.ts'
import type { Agent, BusinessNumber, Conversation } from '../data/api.ts'
import { stepsDone } from '../settings/number-steps.ts'

/** What a workspace needs before customers can be texted, in the order in which it is done. */
export const setupSteps = [
  'company',
  'country',
  'number',
  'registered',
  'notified',
  'active',
  'hours',
  'agents',
  'answered',
] as const
export type SetupStep = (typeof setupSteps)[number]

export type SetupFacts = {
  settings: Answer<'getSettings'>
  numbers: BusinessNumber[]
  hours: unknown[]
  agents: Agent[]
  conversations: Conversation[]
}

/** The name that a workspace has until somebody gives it one. */
const nameless = 'Our company'

/** The steps that are done, as what is there shows. Nothing is ticked off by hand. */
export const setupDone = ({
  settings,
  numbers,
  hours,
  agents,
  conversations,
}: SetupFacts): Set<SetupStep> => {
  const reached = new Set(numbers.flatMap((number) => [...stepsDone(number)]))
  const done: Record<SetupStep, boolean> = {
    company: settings.company_name !== nameless,
    country: settings.enabled_countries.includes(settings.country),
    number: numbers.length > 0,
    registered: reached.has('registered'),
    notified: reached.has('notified'),
    active: reached.has('active'),
    hours: hours.length > 0,
    agents: agents.filter(({ active }) => active).length > 1,
    answered: conversations.some((row) => row.first_reply_at !== undefined),
  }
  return new Set(setupSteps.filter((step) => done[step]))
}
