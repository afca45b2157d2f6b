import { Trash2 } from 'lucide-react'
import { type ActionName, actionNeeds, subjectsOf, type TriggerType } from '#contract/workflow-facts.ts'
import { CheckList, Field, NumberInput, Select, TextInput } from '../parts/fields.tsx'
import { IconButton } from '../parts/icon.tsx'
import { pageWords } from '../words/pages.ts'
import { workflowWords } from '../words/workflows.ts'
import { type Action, choicesOf, type Names } from './names.ts'

type Props = {
  path: string
  trigger: TriggerType
  action: Action
  names: Names
  change(action: Action): void
  remove(): void
}

/** What may be done about the events of a trigger. */
export const actionsOf = (trigger: TriggerType): ActionName[] =>
  (Object.keys(actionNeeds) as ActionName[]).filter((name) => {
    const needed = actionNeeds[name]
    return needed === undefined || subjectsOf[trigger].includes(needed)
  })

/** An action with nothing filled in. */
export const emptyAction = (name: ActionName): Action => {
  const empty: { [Name in ActionName]: Extract<Action, { action: Name }> } = {
    assign_team: { action: 'assign_team', team_id: '' as never },
    assign_agent: { action: 'assign_agent', team_id: '' as never, by: 'round_robin', cap: 5 },
    unassign: { action: 'unassign' },
    tag: { action: 'tag', tag: '' },
    untag: { action: 'untag', tag: '' },
    reply: { action: 'reply', template_id: '' as never },
    note: { action: 'note', body: '' },
    notify: { action: 'notify', agent_ids: [] },
    webhook: { action: 'webhook', webhook_endpoint_id: '' as never },
    close: { action: 'close' },
    set_subject: { action: 'set_subject', subject: '' },
    create_case: { action: 'create_case', type: 'ticket', subject: '' },
    set_attribute: { action: 'set_attribute', key: '', value: '' },
  }
  return empty[name]
}

export const ActionFields = ({ path, trigger, action, names, change, remove }: Props) => (
  <fieldset className="workflow-row" aria-label={workflowWords.action}>
    <div className="workflow-fields">
      <Select<ActionName>
        path={`${path}.action`}
        label={workflowWords.action}
        value={action.action}
        options={actionsOf(trigger).map((name) => [name, workflowWords.actions[name]] as const)}
        change={(name) => change(emptyAction(name))}
      />
      <Fields {...{ path, trigger, action, names, change }} />
    </div>
    <IconButton icon={Trash2} label={workflowWords.removeAction} onClick={remove} />
  </fieldset>
)

type FieldsProps = Omit<Props, 'remove'>

const isActive = ({ active }: Names['agents'][number]): boolean => active

/** A workflow sends what is written for workflows, a macro replies as well; nobody is there to be asked for inputs. */
const isUsable =
  (trigger: TriggerType) =>
  ({ use, inputs }: Names['templates'][number]): boolean =>
    (use === 'workflow' || (use === 'reply' && trigger === 'manual')) &&
    !inputs.some(({ required }) => required)

const Fields = ({ path, trigger, action, names, change }: FieldsProps) => {
  const { teams, templates, endpoints, agents, nameOf } = names
  switch (action.action) {
    case 'assign_team':
      return (
        <Chosen
          path={`${path}.team_id`}
          label={workflowWords.team}
          value={action.team_id}
          options={choicesOf(teams, nameOf)}
          change={(team_id) => change({ ...action, team_id })}
        />
      )
    case 'assign_agent':
      return <Assigned {...{ path, trigger, action, names, change }} />
    case 'tag':
    case 'untag':
      return (
        <TextInput
          path={`${path}.tag`}
          label={workflowWords.tag}
          value={action.tag}
          maxLength={50}
          change={(tag) => change({ ...action, tag })}
        />
      )
    case 'reply':
      return (
        <Chosen
          path={`${path}.template_id`}
          label={workflowWords.template}
          help={workflowWords.templateHelp}
          value={action.template_id}
          options={choicesOf(templates.filter(isUsable(trigger)), nameOf)}
          change={(template_id) => change({ ...action, template_id })}
        />
      )
    case 'note':
      return (
        <Field path={`${path}.body`} label={workflowWords.note}>
          {(props) => (
            <textarea
              className="input growing"
              maxLength={2000}
              value={action.body}
              {...props}
              onChange={({ target }) => change({ ...action, body: target.value })}
            />
          )}
        </Field>
      )
    case 'notify':
      return (
        <CheckList
          path={`${path}.agent_ids`}
          label={workflowWords.agents}
          value={action.agent_ids}
          options={choicesOf(agents.filter(isActive), nameOf)}
          change={(agent_ids) => change({ ...action, agent_ids })}
        />
      )
    case 'webhook':
      return (
        <Chosen
          path={`${path}.webhook_endpoint_id`}
          label={workflowWords.endpoint}
          value={action.webhook_endpoint_id}
          options={choicesOf(endpoints, nameOf)}
          change={(webhook_endpoint_id) => change({ ...action, webhook_endpoint_id })}
        />
      )
    case 'set_subject':
      return (
        <TextInput
          path={`${path}.subject`}
          label={workflowWords.subject}
          value={action.subject}
          maxLength={200}
          change={(subject) => change({ ...action, subject })}
        />
      )
    case 'create_case':
      return (
        <>
          <Select<typeof action.type>
            path={`${path}.type`}
            label={workflowWords.caseType}
            value={action.type}
            options={Object.entries(pageWords.cases.types) as [typeof action.type, string][]}
            change={(type) => change({ ...action, type })}
          />
          <TextInput
            path={`${path}.subject`}
            label={workflowWords.subject}
            value={action.subject}
            maxLength={200}
            change={(subject) => change({ ...action, subject })}
          />
        </>
      )
    case 'set_attribute':
      return (
        <>
          <TextInput
            path={`${path}.key`}
            label={workflowWords.key}
            value={action.key}
            maxLength={60}
            change={(key) => change({ ...action, key })}
          />
          <TextInput
            path={`${path}.value`}
            label={workflowWords.value}
            value={action.value}
            maxLength={500}
            change={(value) => change({ ...action, value })}
          />
        </>
      )
    default:
      return null
  }
}

type ChosenProps<T extends string> = {
  path: string
  label: string
  help?: string
  value: T
  options: (readonly [T, string])[]
  change(value: T): void
}

/** One of a list by its name; what is no longer there stays chosen, and says so. */
const Chosen = <T extends string>({ value, options, ...field }: ChosenProps<T>) => {
  const isThere = value === '' || options.some(([id]) => id === value)
  const gone: (readonly [T, string])[] = isThere ? [] : [[value, workflowWords.gone]]
  return (
    <Select<T> {...field} value={value} options={[['' as T, workflowWords.choose], ...gone, ...options]} />
  )
}

type Assignment = Extract<Action, { action: 'assign_agent' }>

const Assigned = ({
  path,
  action,
  names: { agents, teams, nameOf },
  change,
}: Omit<FieldsProps, 'action'> & { action: Assignment }) => {
  const { who } = workflowWords
  const choose = (chosen: keyof typeof who) =>
    change(
      chosen === 'agent'
        ? { action: 'assign_agent', agent_id: '' as never }
        : {
            action: 'assign_agent',
            team_id: action.team_id ?? ('' as never),
            by: chosen,
            cap: action.cap ?? 5,
          },
    )
  return (
    <>
      <Select<keyof typeof who>
        path={`${path}.by`}
        label={workflowWords.whom}
        value={action.by ?? 'agent'}
        options={Object.entries(who) as [keyof typeof who, string][]}
        change={choose}
      />
      {action.by === undefined ? (
        <Chosen
          path={`${path}.agent_id`}
          label={workflowWords.agent}
          value={action.agent_id ?? ('' as never)}
          options={choicesOf(agents.filter(isActive), nameOf)}
          change={(agent_id) => change({ ...action, agent_id })}
        />
      ) : (
        <>
          <Chosen
            path={`${path}.team_id`}
            label={workflowWords.team}
            value={action.team_id ?? ('' as never)}
            options={choicesOf(teams, nameOf)}
            change={(team_id) => change({ ...action, team_id })}
          />
          <NumberInput
            path={`${path}.cap`}
            label={workflowWords.cap}
            value={action.cap}
            change={(cap = 1) => change({ ...action, cap })}
          />
        </>
      )}
    </>
  )
}
