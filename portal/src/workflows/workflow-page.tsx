import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useCallback, useState } from 'react'
import { useLocation } from 'wouter'
import { isProblem } from '#contract/client.ts'
import { plainTriggers, waitingTriggers, workflowLimits } from '#contract/workflow-facts.ts'
import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { EditForm, mistakesOf } from '../parts/edit-form.tsx'
import { Mistakes, NumberInput, Select, TextInput, Toggle } from '../parts/fields.tsx'
import { IconButton } from '../parts/icon.tsx'
import { EmptyState } from '../parts/state.tsx'
import { useChange } from '../parts/use-change.ts'
import { useEdit } from '../parts/use-edit.ts'
import { useLoad } from '../parts/use-load.ts'
import { useRequestKey } from '../parts/use-request-key.ts'
import { DeleteCard } from '../settings/delete-card.tsx'
import { Loading, SettingsPage } from '../settings/page.tsx'
import { settingsWords } from '../words/settings.ts'
import { workflowWords } from '../words/workflows.ts'
import { ActionFields, actionsOf, emptyAction } from './action-fields.tsx'
import { ConditionFields, firstCondition } from './condition-fields.tsx'
import {
  type Action,
  type Branch,
  type Content,
  type Names,
  type Trigger,
  useNames,
  type Workflow,
} from './names.ts'
import { RunsCard } from './runs-card.tsx'
import { sayActions, sayBranch } from './sentences.ts'
import { TryCard } from './try-card.tsx'
import { VersionsCard } from './versions-card.tsx'
import './workflows.css'

const back = () => ({ to: '/settings/workflows', label: workflowWords.all })

/** One workflow: when it acts, its branches, what it would have done and what it did, and its versions. */
export const WorkflowPage = ({ id }: { id: Workflow['id'] | 'new' }) => {
  const { data: names, error, retry } = useNames()
  if (!names)
    return (
      <SettingsPage title={settingsWords.parts.workflows} back={back()}>
        <Loading error={error} retry={retry} />
      </SettingsPage>
    )
  return id === 'new' ? <NewWorkflow names={names} /> : <OneWorkflow id={id} names={names} />
}

const OneWorkflow = ({ id, names }: { id: Workflow['id']; names: Names }) => {
  const { api } = useDesk()
  const read = useCallback(() => api.getWorkflow({ id }), [api, id])
  const { data, error, retry, put } = useLoad(read)
  return (
    <SettingsPage
      key={data ? 'there' : 'loading'}
      title={data?.name ?? settingsWords.parts.workflows}
      back={back()}
    >
      {data ? (
        <Cards workflow={data} names={names} put={put} />
      ) : isProblem(error, 'not_found') ? (
        <EmptyState title={workflowWords.noSuch} />
      ) : (
        <Loading error={error} retry={retry} />
      )}
    </SettingsPage>
  )
}

type CardsProps = { workflow: Workflow; names: Names; put(workflow: Workflow): void }

const Cards = ({ workflow, names, put }: CardsProps) => {
  const { api } = useDesk()
  const { id, version, name } = workflow
  const edit = useEdit<Workflow>({
    name: id,
    record: workflow,
    read: () => api.getWorkflow({ id }),
    write: (changes, base) => api.editWorkflow({ id, ifMatch: base.version, body: patchOf(changes) }),
    put,
  })
  const { trigger, otherwise, stop, cooldown, on } = workflowWords
  const labels = {
    name: workflowWords.name,
    on,
    trigger,
    branches: workflowWords.if,
    otherwise,
    stop,
    cooldown,
  }
  return (
    <>
      <EditForm edit={edit} label={name} labels={labels}>
        <ContentFields content={edit.value} names={names} change={edit.change} />
      </EditForm>
      <TryCard id={id} names={names} draft={edit.value} isChanged={edit.isChanged} />
      <RunsCard of={{ workflow_id: id }} names={names} />
      <VersionsCard workflow={workflow} isChanged={edit.isChanged} names={names} put={put} />
      <DeleteCard
        title={workflowWords.delete}
        text={workflowWords.deleteText}
        action={workflowWords.delete}
        question={workflowWords.deleteTitle(name)}
        told={workflowWords.deleted(name)}
        to="/settings/workflows"
        isChanged={edit.isChanged}
        remove={() => api.deleteWorkflow({ id, ifMatch: version })}
      />
    </>
  )
}

const patchOf = ({ id, version, created_at, problems, ...changes }: Partial<Workflow>) => changes

const emptyContent: Content = {
  name: '',
  on: true,
  trigger: { type: 'customer_first_message' },
  branches: [{ when: [firstCondition('customer_first_message')], then: [emptyAction('tag')] }],
  otherwise: [],
  stop: false,
  cooldown: 0,
}

const NewWorkflow = ({ names }: { names: Names }) => {
  const { api, toasts } = useDesk()
  const [, go] = useLocation()
  const [content, setContent] = useState(emptyContent)
  const key = useRequestKey()
  const { isBusy, error, run } = useChange()
  const create = () =>
    run(async () => {
      const { id } = await api.createWorkflow({
        key: key.of(content),
        body: { ...content, cooldown: content.cooldown || undefined },
      })
      toasts.add(settingsWords.form.saved)
      go(`/settings/workflows/${id}`)
    })
  return (
    <SettingsPage title={workflowWords.add} back={back()}>
      <form
        className="edit-form"
        aria-label={workflowWords.add}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          create()
        }}
      >
        <Mistakes value={mistakesOf(error)}>
          <ContentFields
            content={content}
            names={names}
            change={(changed) => setContent({ ...content, ...changed })}
          />
        </Mistakes>
        <Complaint error={error} />
        <div className="dialog-foot start">
          <button type="submit" className="btn primary" disabled={isBusy}>
            {settingsWords.form.save}
          </button>
        </div>
      </form>
    </SettingsPage>
  )
}

type ContentProps = { content: Content; names: Names; change(changed: Partial<Content>): void }

const ContentFields = ({ content, names, change }: ContentProps) => {
  const { trigger, branches, otherwise, stop, cooldown } = content
  const replace = (at: number, branch: Branch) => change({ branches: branches.with(at, branch) })
  const move = (from: number, by: 1 | -1) => {
    const moved = branches[from]
    if (moved) change({ branches: branches.toSpliced(from, 1).toSpliced(from + by, 0, moved) })
  }
  return (
    <>
      <Beginning content={content} change={change} />
      {branches.map((branch, at) => (
        <section
          // biome-ignore lint/suspicious/noArrayIndexKey: a branch has no name but its place
          key={at}
          className="card workflow-branch"
          aria-label={workflowWords.branch(at + 1)}
        >
          <header>
            <h2>{workflowWords.branch(at + 1)}</h2>
            <IconButton
              icon={ArrowUp}
              label={workflowWords.branchUp(at + 1)}
              disabled={at === 0}
              onClick={() => move(at, -1)}
            />
            <IconButton
              icon={ArrowDown}
              label={workflowWords.branchDown(at + 1)}
              disabled={at === branches.length - 1}
              onClick={() => move(at, 1)}
            />
            <IconButton
              icon={Trash2}
              label={workflowWords.removeBranch(at + 1)}
              onClick={() => change({ branches: branches.toSpliced(at, 1) })}
            />
          </header>
          <p className="sub">{sayBranch(names, branch)}</p>
          <Conditions
            path={`branches.${at}.when`}
            trigger={trigger}
            branch={branch}
            names={names}
            change={(when) => replace(at, { ...branch, when })}
          />
          <Actions
            path={`branches.${at}.then`}
            title={workflowWords.then}
            trigger={trigger}
            actions={branch.then}
            names={names}
            change={(then) => replace(at, { ...branch, then })}
          />
        </section>
      ))}
      {branches.length < workflowLimits.branches && (
        <button
          type="button"
          className="btn self"
          onClick={() =>
            change({ branches: [...branches, { when: [firstCondition(trigger.type)], then: [] }] })
          }
        >
          {workflowWords.addBranch}
        </button>
      )}
      <section className="card workflow-branch" aria-label={workflowWords.otherwise}>
        <header>
          <h2>{workflowWords.otherwise}</h2>
        </header>
        <p className="sub">
          {otherwise.length > 0 ? sayActions(names, otherwise) : workflowWords.otherwiseHelp}
        </p>
        <Actions
          path="otherwise"
          trigger={trigger}
          actions={otherwise}
          names={names}
          change={(actions) => change({ otherwise: actions })}
        />
      </section>
      {trigger.type !== 'manual' && (
        <section className="card" aria-labelledby="workflow-more">
          <h2 id="workflow-more">{workflowWords.more}</h2>
          <Toggle
            path="stop"
            label={workflowWords.stop}
            help={workflowWords.stopHelp}
            value={stop}
            change={(chosen) => change({ stop: chosen })}
          />
          <NumberInput
            path="cooldown"
            label={workflowWords.cooldown}
            help={workflowWords.cooldownHelp}
            value={cooldown / 60}
            change={(minutes = 0) => change({ cooldown: Math.round(minutes * 60) })}
          />
        </section>
      )}
    </>
  )
}

const isWaiting = (type: Trigger['type']): type is (typeof waitingTriggers)[number] =>
  (waitingTriggers as readonly string[]).includes(type)

/** The trigger of a type; one that waits begins with a quarter of an hour of business hours. */
const triggerOf = (type: Trigger['type']): Trigger =>
  isWaiting(type)
    ? { type, minutes: 15, clock: 'open' }
    : { type: type as Exclude<typeof type, (typeof waitingTriggers)[number]> }

const Beginning = ({ content: { name, on, trigger }, change }: Pick<ContentProps, 'content' | 'change'>) => (
  <section className="card">
    <TextInput
      path="name"
      label={workflowWords.name}
      value={name}
      maxLength={100}
      change={(written) => change({ name: written })}
    />
    <Toggle
      path="on"
      label={workflowWords.on}
      help={workflowWords.onHelp}
      value={on}
      change={(chosen) => change({ on: chosen })}
    />
    <Select<Trigger['type']>
      path="trigger.type"
      label={workflowWords.trigger}
      value={trigger.type}
      options={[...plainTriggers, ...waitingTriggers].map(
        (type) => [type, workflowWords.triggers[type]] as const,
      )}
      change={(type) => change({ trigger: triggerOf(type) })}
    />
    {'minutes' in trigger && (
      <div className="workflow-fields">
        <NumberInput
          path="trigger.minutes"
          label={workflowWords.minutes}
          value={trigger.minutes}
          change={(minutes = 1) => change({ trigger: { ...trigger, minutes } })}
        />
        <Select<typeof trigger.clock>
          path="trigger.clock"
          label={workflowWords.clock}
          value={trigger.clock}
          options={[
            ['open', workflowWords.clocks.open],
            ['all', workflowWords.clocks.all],
          ]}
          change={(clock) => change({ trigger: { ...trigger, clock } })}
        />
      </div>
    )}
  </section>
)

type ConditionsProps = {
  path: string
  trigger: Trigger
  branch: Branch
  names: Names
  change(when: Branch['when']): void
}

const Conditions = ({ path, trigger, branch: { when }, names, change }: ConditionsProps) => (
  <fieldset className="group">
    <legend>{workflowWords.if}</legend>
    {when.length === 0 && <p className="help">{workflowWords.always}</p>}
    {when.map((condition, at) => (
      <ConditionFields
        // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no name but its place
        key={at}
        path={`${path}.${at}`}
        trigger={trigger.type}
        condition={condition}
        names={names}
        change={(changed) => change(when.with(at, changed))}
        remove={() => change(when.toSpliced(at, 1))}
      />
    ))}
    {when.length < workflowLimits.conditions && (
      <button
        type="button"
        className="btn self"
        onClick={() => change([...when, firstCondition(trigger.type)])}
      >
        {workflowWords.addCondition}
      </button>
    )}
  </fieldset>
)

type ActionsProps = {
  path: string
  /** Unset where the heading of the card says it. */
  title?: string
  trigger: Trigger
  actions: Action[]
  names: Names
  change(actions: Action[]): void
}

const Actions = ({ path, title, trigger, actions, names, change }: ActionsProps) => (
  <fieldset className="group">
    {title && <legend>{title}</legend>}
    {actions.length === 0 && <p className="help">{workflowWords.nothing}</p>}
    {actions.map((action, at) => (
      <ActionFields
        // biome-ignore lint/suspicious/noArrayIndexKey: an action has no name but its place
        key={at}
        path={`${path}.${at}`}
        trigger={trigger.type}
        action={action}
        names={names}
        change={(changed) => change(actions.with(at, changed))}
        remove={() => change(actions.toSpliced(at, 1))}
      />
    ))}
    {actions.length < workflowLimits.actions && (
      <button
        type="button"
        className="btn self"
        onClick={() => change([...actions, emptyAction(actionsOf(trigger.type)[0] ?? 'notify')])}
      >
        {workflowWords.addAction}
      </button>
    )}
  </fieldset>
)
