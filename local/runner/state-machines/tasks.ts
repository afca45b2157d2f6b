import type { StateMachineDefinition } from 'aws-local-stepfunctions'
import { TemplateError } from '../template/error.ts'

type States = StateMachineDefinition['States']
type Task = Extract<States[string], { Type: 'Task' }>

/** All tasks of a state machine by the name of their state, those inside of maps and branches too. */
export const tasksOf = ({ States }: Pick<StateMachineDefinition, 'States'>): [string, Task][] =>
  Object.entries(States).flatMap(([name, state]): [string, Task][] => {
    if (state.Type === 'Task') return [[name, state]]
    if (state.Type === 'Parallel') return state.Branches.flatMap(tasksOf)
    if (state.Type === 'Map')
      return [state.ItemProcessor, state.Iterator].flatMap((inner) => (inner ? tasksOf(inner) : []))
    return []
  })

const longestTask = 99_999_999

/** Reads a definition as a template has it. Throws a TemplateError for what cannot be run here. */
export const readDefinition = (text: string): StateMachineDefinition => {
  const definition: StateMachineDefinition = JSON.parse(text)
  if (text.includes('"QueryLanguage"'))
    throw new TemplateError(
      'Property DefinitionString: QueryLanguage is not understood locally; use JSONPath.',
    )
  for (const [name, task] of tasksOf(definition)) {
    if (!isKnown(task.Resource))
      throw new TemplateError(
        `Property DefinitionString: the task "${name}" with ${task.Resource} is not understood locally.`,
      )
    // A task without a timeout runs without end on AWS, but only a minute in the library.
    if (!('TimeoutSecondsPath' in task)) task.TimeoutSeconds ??= longestTask
  }
  return definition
}

const isKnown = (resource: string) =>
  /^arn:[^:]+:lambda:/.test(resource) || resource.endsWith(':states:::lambda:invoke')
