import { type FormEvent, useState } from 'react'
import { isProblem } from '#contract/client.ts'
import { useDesk, useSource } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Select, TextInput } from '../parts/fields.tsx'
import { describeError } from '../parts/state.tsx'
import { pageWords } from '../words/pages.ts'
import { CaseTexts, useCaseTexts, useNotify } from './case-texts.tsx'
import { type Case, isOpen } from './customer-cases.ts'
import { TaskTextFields } from './task-text.tsx'
import { useTeams } from './use-teams.ts'

type EditorProps = { one: Case; put(one: Case): void; close(): void }

/** A date as its field has it, of the place where the page is. */
const dayOf = (at: string | undefined): string => {
  if (!at) return ''
  const then = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`
}

/** By the end of a day. */
const dueOf = (day: string): string | null => (day ? new Date(`${day}T23:59:00`).toISOString() : null)

const factsOf = (one: Case) => ({
  subject: one.subject,
  status: one.status ?? '',
  state: one.state,
  assignee: one.assignee ?? ('' as const),
  team: one.team_id ?? ('' as const),
  due: dayOf(one.due_at),
  template: one.template_id ?? ('' as const),
  input: one.input ?? {},
})

/** What people say of a case. Only what they change is sent, over the version that they saw. */
export const CaseEditor = ({ one, put, close }: EditorProps) => {
  const { api, store, toasts } = useDesk()
  const [base, setBase] = useState(one)
  const [facts, setFacts] = useState(() => factsOf(one))
  const [error, setError] = useState<unknown>()
  const teams = useTeams()
  const status = changedBy(base, facts).status?.trim()
  const told = useCaseTexts(status ? { event: 'status', case_id: base.id, status } : undefined)
  const { notify, ...choice } = useNotify(told)
  useSource(store, store.revision)
  const { cases: texts } = pageWords
  const change = (changes: Partial<typeof facts>) => setFacts({ ...facts, ...changes })
  const save = async (event: FormEvent) => {
    event.preventDefault()
    try {
      put(await write(base))
      toasts.add(texts.saved)
      close()
    } catch (refusal) {
      setError(refusal)
    }
  }
  /** Texts of a case give it a new version, too: only where somebody has changed what is edited here are they asked. */
  const write = async (seen: Case): Promise<Case> => {
    const body = { ...patchOf(base, facts), ...notify }
    try {
      return await api.editCase({ id: seen.id, ifMatch: seen.version, body })
    } catch (refusal) {
      if (!isProblem(refusal, 'precondition_failed')) throw refusal
      const theirs = await api.getCase({ id: seen.id })
      if (JSON.stringify(factsOf(theirs)) === JSON.stringify(factsOf(seen))) return write(theirs)
      setBase(theirs)
      setFacts({ ...factsOf(theirs), ...changedBy(base, facts) })
      throw refusal
    }
  }
  return (
    <Dialog title={texts.edit} close={close}>
      <form className="dialog-form" noValidate onSubmit={save}>
        <TextInput
          path="subject"
          label={texts.subject}
          value={facts.subject}
          maxLength={200}
          change={(subject) => change({ subject })}
        />
        <TextInput
          path="status"
          label={texts.status}
          value={facts.status}
          maxLength={50}
          change={(status) => change({ status })}
        />
        {isOpen(base) && (
          <Select<string>
            path="state"
            label={texts.state}
            value={facts.state}
            options={[
              ['open', texts.states.open],
              ['waiting', texts.states.waiting],
            ]}
            change={(state) => change({ state: state as Case['state'] })}
          />
        )}
        <Select<string>
          path="assignee"
          label={texts.assignee}
          value={facts.assignee}
          options={[
            ['', texts.nobody],
            ...store
              .agents()
              .flatMap(({ id, name, active }) =>
                active || id === facts.assignee ? [[id, name] as const] : [],
              ),
          ]}
          change={(assignee) => change({ assignee: assignee as typeof facts.assignee })}
        />
        <Select<string>
          path="team_id"
          label={texts.team}
          value={facts.team}
          options={[['', texts.noTeam], ...teams.map(({ id, name }) => [id, name] as const)]}
          change={(team) => change({ team: team as typeof facts.team })}
        />
        <TextInput
          path="due_at"
          type="date"
          label={texts.due}
          value={facts.due}
          change={(due) => change({ due })}
        />
        {base.type === 'task' && <TaskTextFields {...facts} change={change} />}
        <CaseTexts texts={told} {...choice} />
        {error !== undefined && (
          <p className="mistake" role="alert">
            {isProblem(error, 'precondition_failed') ? texts.theirs : describeError(error)}
          </p>
        )}
        <Answers yes={texts.save} disabled={facts.subject.trim() === ''} close={close} />
      </form>
    </Dialog>
  )
}

type Facts = ReturnType<typeof factsOf>

const changedBy = (base: Case, facts: Facts): Partial<Facts> => {
  const before = factsOf(base)
  return Object.fromEntries(
    Object.entries(facts).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof Facts]),
    ),
  )
}

const patchOf = (base: Case, facts: Facts) => {
  const { subject, status, state, assignee, team, due, template, input } = changedBy(base, facts)
  return {
    ...(subject !== undefined && { subject: subject.trim() }),
    ...(status !== undefined && { status: status.trim() || null }),
    ...(state !== undefined && state !== 'done' && { state }),
    ...(assignee !== undefined && { assignee: assignee || null }),
    ...(team !== undefined && { team_id: team || null }),
    ...(due !== undefined && { due_at: dueOf(due) }),
    ...(template !== undefined && { template_id: template || null }),
    ...(input !== undefined && facts.template && { input: filledIn(input) }),
  }
}

const filledIn = (input: Record<string, string>) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value.trim() !== ''))
