import type { Answer } from '#contract/client.ts'
import { attributePrefix, factOf } from '#contract/workflow-facts.ts'
import { pageWords } from '../words/pages.ts'
import { workflowWords } from '../words/workflows.ts'
import type { Action, Branch, Condition, Names, Trigger } from './names.ts'

type Naming = Pick<Names, 'nameOf'>
type Failed = Answer<'tryWorkflow'>['data'][number]['failed'][number]

const sayFact = (fact: Condition['fact']): string =>
  fact.startsWith(attributePrefix)
    ? workflowWords.attributeOf(fact.slice(attributePrefix.length))
    : workflowWords.facts[fact as keyof typeof workflowWords.facts]

/** A value of a fact in words: ids by their names, choices as the portal calls them. */
const sayValue = (names: Naming, value: unknown): string => {
  if (value === undefined) return workflowWords.say.unknown
  if (typeof value === 'boolean') return value ? workflowWords.yes : workflowWords.no
  if (Array.isArray(value))
    return value.length > 0 ? value.map((one) => sayValue(names, one)).join(', ') : '–'
  const text = String(value)
  return /^(num|tem|agt)_/.test(text) ? names.nameOf(text) : `“${text}”`
}

const sayCondition = (names: Naming, { fact, op, value }: Condition): string => {
  const { say, operators } = workflowWords
  const { type } = factOf(fact)
  if (type === 'flag') return say.flag(sayFact(fact), (op === 'is') === value)
  const wanted = value === undefined ? [] : [sayValue(names, value)]
  return [sayFact(fact), operators[op], ...wanted].join(' ')
}

const sayAction = (names: Naming, action: Action): string => {
  const { say } = workflowWords
  switch (action.action) {
    case 'assign_team':
      return say.assignTeam(names.nameOf(action.team_id))
    case 'assign_agent':
      return action.team_id
        ? say.assignOf(names.nameOf(action.team_id), action.cap ?? 1)
        : say.assignAgent(names.nameOf(action.agent_id ?? ''))
    case 'unassign':
      return say.unassign
    case 'tag':
      return say.tag(action.tag)
    case 'untag':
      return say.untag(action.tag)
    case 'reply':
      return say.reply(names.nameOf(action.template_id))
    case 'note':
      return say.note
    case 'notify':
      return say.notify(action.agent_ids.map(names.nameOf).join(', '))
    case 'webhook':
      return say.webhook(names.nameOf(action.webhook_endpoint_id))
    case 'close':
      return say.close
    case 'set_subject':
      return say.subject(action.subject)
    case 'create_case':
      return `${say.case(action.subject)} (${pageWords.cases.types[action.type]})`
    case 'set_attribute':
      return say.attribute(action.key, action.value)
  }
}

export const sayActions = (names: Naming, actions: readonly Action[]): string =>
  actions.length > 0
    ? workflowWords.say.and(actions.map((action) => sayAction(names, action)))
    : workflowWords.say.nothing

export const sayBranch = (names: Naming, { when, then }: Branch): string => {
  const { say } = workflowWords
  return say.branch(say.and(when.map((condition) => sayCondition(names, condition))), sayActions(names, then))
}

export const sayTrigger = (trigger: Trigger): string => {
  const { say, triggers, waits, clocks } = workflowWords
  const what = triggers[trigger.type]
  return say.when('minutes' in trigger ? `${what} ${waits(trigger.minutes, clocks[trigger.clock])}` : what)
}

/** Why a branch did not fit: its first condition that did not hold, and what was there instead. */
export const sayFailed = (names: Naming, { branch, condition, found }: Failed): string => {
  const { say } = workflowWords
  const wanted = sayCondition(names, condition)
  const why =
    condition.fact === 'message.body' || factOf(condition.fact).type === 'flag'
      ? say.missing(wanted)
      : say.found(wanted, sayValue(names, found))
  return say.branchFailed(branch + 1, why)
}
