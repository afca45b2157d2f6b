import {
  actionNeeds,
  type FactType,
  factOf,
  operatorsOf,
  subjectsOf,
  workflowLimits,
} from '#contract/workflow-facts.ts'
import { DomainError } from '../error.ts'
import type { WorkspaceId } from '../ids.ts'
import { type NamedRecords, namedIn, unfitIn } from './named-records.ts'
import {
  actionsIn,
  type Condition,
  conditionsIn,
  type Trigger,
  type WorkflowContent,
  type WorkflowMistake,
} from './workflow.ts'

/**
 * Throws `workflow_invalid` with every place where a condition does not fit its fact, a fact or an action the trigger, and
 * where something is named that does not exist, or cannot be used.
 */
export const requireValidWorkflow = async (
  app: NamedRecords,
  workspace: WorkspaceId,
  content: WorkflowContent,
): Promise<void> => {
  const errors = [...mistakesIn(content), ...(await unfitIn(app, workspace, namedIn(content)))]
  if (errors.length === 0) return
  throw new DomainError('workflow_invalid', 'The workflow cannot be used as it is.', {
    errors: errors.slice(0, 50),
  })
}

/** What of it does not go together, whatever the workspace has. */
const mistakesIn = (content: WorkflowContent): WorkflowMistake[] => [
  ...conditionsIn(content).flatMap(({ path, condition }) => mistakesOf(content.trigger, path, condition)),
  ...actionsIn(content).flatMap(({ path, action: { action } }) => {
    const needed = actionNeeds[action]
    const fits = needed === undefined || subjectsOf[content.trigger.type].includes(needed)
    return fits ? [] : [{ path: `${path}.action`, detail: `This trigger has no ${needed}.` }]
  }),
  ...sizeMistakes(content),
]

const mistakesOf = (trigger: Trigger, path: string, condition: Condition): WorkflowMistake[] => {
  const { type, of, values } = factOf(condition.fact)
  if (!subjectsOf[trigger.type].includes(of))
    return [{ path: `${path}.fact`, detail: `This trigger has no ${of}.` }]
  if (!operatorsOf[type].includes(condition.op))
    return [{ path: `${path}.op`, detail: `This fact has ${operatorsOf[type].join(', ')} only.` }]
  const detail = whyNoValue(type, condition) ?? whyNoChoice(values, condition)
  return detail ? [{ path: `${path}.value`, detail }] : []
}

/** Why a value is not what the operator takes; undefined where it is. */
const whyNoValue = (type: FactType, { op, value }: Condition): string | undefined => {
  switch (op) {
    case 'is_set':
    case 'is_not_set':
      return value === undefined ? undefined : `"${op}" takes no value.`
    case 'in':
    case 'not_in':
      return Array.isArray(value) ? undefined : `"${op}" takes a list of words.`
    case 'contains':
    case 'not_contains':
    case 'has_word':
      return typeof value === 'string' || Array.isArray(value) ? undefined : `"${op}" takes words.`
    default:
      return wanted[type].fits(value) ? undefined : `This must be ${wanted[type].words}.`
  }
}

const isText = (value: unknown) => typeof value === 'string'

/** What a fact is compared with. */
const wanted: Record<FactType, { fits: (value: unknown) => boolean; words: string }> = {
  choice: { fits: isText, words: 'a word' },
  text: { fits: isText, words: 'a text' },
  tags: { fits: isText, words: 'a tag' },
  flag: { fits: (value) => typeof value === 'boolean', words: 'true or false' },
  number: { fits: (value) => typeof value === 'number', words: 'a number' },
  time: {
    fits: (value) => isText(value) && /^([01]\d|2[0-3]):[0-5]\d$/.test(String(value)),
    words: 'a time of the day, such as 17:30',
  },
}

const whyNoChoice = (values: readonly string[] | undefined, { value }: Condition): string | undefined => {
  if (!values || value === undefined) return undefined
  const unknown = [value].flat().some((one) => !values.includes(String(one)))
  return unknown ? `This must be ${values.join(' or ')}.` : undefined
}

const sizeMistakes = (content: WorkflowContent): WorkflowMistake[] => {
  if (new TextEncoder().encode(JSON.stringify(content)).length <= workflowLimits.bytes) return []
  return [{ path: 'branches', detail: `A workflow has at most ${workflowLimits.bytes / 1000} KB.` }]
}
