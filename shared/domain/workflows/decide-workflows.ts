import type { FactName } from '#contract/workflow-facts.ts'
import type { WorkflowId } from '../ids.ts'
import { hour } from '../time.ts'
import { comparable, holds } from './holds.ts'
import type { Action, Branch, Condition, FactValue, Workflow } from './workflow.ts'
import type { Considered, DoneAction, FailedCondition } from './workflow-run.ts'

/** What is known when something happens, read once for all workflows. What is not known is left out. */
export type Facts = Partial<Record<FactName, FactValue>>

/** What workflows did before in the same conversation, epoch milliseconds: in which runs, and when each of them last. */
export type Pace = { runs: readonly number[]; acted: Partial<Record<WorkflowId, number>> }

/** More in an hour are no work for a conversation but two systems that answer each other. */
const mostRuns = 30

/** `causedBy`: the workflow that did what happened, so that no other acts on it. */
type Circumstances = { pace: Pace; causedBy?: WorkflowId }

/**
 * What the workflows of a trigger do, in the order in which they are given, and why: each is considered, and for each branch
 * that does not fit there is its first condition that does not hold. `now`: epoch milliseconds.
 */
export const decideWorkflows = (
  workflows: readonly Workflow[],
  facts: Facts,
  { pace, causedBy }: Circumstances,
  now: number,
): Considered[] => {
  const known = new Map(Object.entries(facts).map(([name, fact]) => [name, comparable(fact)]))
  const isTooMany = pace.runs.filter((at) => at > now - hour).length >= mostRuns
  let isStopped = false
  return workflows.map((workflow) => {
    const { id: workflowId, version: workflowVersion, cooldown, stop } = workflow
    const one = { workflowId, workflowVersion, failed: [], actions: [] }
    if (isStopped) return { ...one, outcome: 'stopped' }
    const chosen = choose(workflow, facts, known)
    const planned = actionsOf(workflow, chosen)
    if (planned.length === 0) return { ...one, ...chosen }
    if (causedBy) return { ...one, ...chosen, outcome: 'caused_by_workflow', causedBy }
    if (isTooMany) return { ...one, ...chosen, outcome: 'too_many_runs' }
    const last = pace.acted[workflowId]
    if (last !== undefined && now - last < cooldown * 1_000)
      return { ...one, ...chosen, outcome: 'cooling_down' }
    isStopped = stop
    return { ...one, ...chosen, actions: planned.map(waiting) }
  })
}

/** The actions that an outcome stands for; none where nothing fitted, or something kept it from acting. */
export const actionsOf = (
  { branches, otherwise }: Pick<Workflow, 'branches' | 'otherwise'>,
  { outcome, branch = -1 }: Pick<Considered, 'outcome' | 'branch'>,
): Action[] => {
  if (outcome === 'otherwise') return otherwise
  return outcome === 'branch' ? (branches[branch]?.then ?? []) : []
}

type Choice = Pick<Considered, 'outcome' | 'branch' | 'failed'>

const choose = (
  { branches, otherwise }: Workflow,
  facts: Facts,
  known: ReadonlyMap<string, FactValue | undefined>,
): Choice => {
  const failed: FailedCondition[] = []
  for (const [branch, { when }] of branches.entries()) {
    const index = when.findIndex((condition) => !holds(condition, known.get(condition.fact)))
    if (index < 0) return { outcome: 'branch', branch, failed }
    failed.push({ branch, index, ...explained(when, index, facts) })
  }
  return { outcome: otherwise.length > 0 ? 'otherwise' : 'nothing', failed }
}

/** What a customer wrote is not said again: runs are kept for longer than some texts, and more people read them. */
const explained = (when: Branch['when'], index: number, facts: Facts) => {
  const condition = when[index] as Condition
  const { fact, value } = condition
  const found = fact === 'message.body' ? undefined : shortened(facts[fact])
  return {
    condition: { ...condition, ...(value !== undefined && { value: shortened(value) }) } as Condition,
    ...(found !== undefined && { found }),
  }
}

const longest = 80

/** At most so many characters, of a list altogether. */
const shortened = (value: FactValue | undefined): FactValue | undefined => {
  if (typeof value === 'string') return cut(value)
  if (!Array.isArray(value)) return value
  let left = longest
  const shown = value.map(cut).filter((word) => {
    left -= word.length
    return left >= 0
  })
  return shown.length < value.length ? [...shown, '…'] : shown
}

const cut = (text: string): string => {
  const characters = Array.from(text)
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text
}

const waiting = ({ action }: Action): DoneAction => ({ action, outcome: 'waiting' })
