import { type FormEvent, useState } from 'react'
import { isProblem } from '#contract/client.ts'
import { useDesk, useSource } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Select, TextInput } from '../parts/fields.tsx'
import { describeError } from '../parts/state.tsx'
import { pageWords } from '../words/pages.ts'
import { type Case, isOpen } from './customer-cases.ts'
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
})

/** What people say of a case. Only what they change is sent, over the version that they saw. */
export const CaseEditor = ({ one, put, close }: EditorProps) => {
  const { api, store, toasts } = useDesk()
  const [base, setBase] = useState(one)
  const [facts, setFacts] = useState(() => factsOf(one))
  const [error, setError] = useState<unknown>()
  const teams = useTeams()
  useSource(store, store.revision)
  const { cases: texts } = pageWords
  const change = (changes: Partial<typeof facts>) => setFacts({ ...facts, ...changes })
  const save = async (event: FormEvent) => {
    event.preventDefault()
    try {
      put(await api.editCase({ id: base.id, ifMatch: base.version, body: patchOf(base, facts) }))
      toasts.add(texts.saved)
      close()
    } catch (refusal) {
      if (isProblem(refusal, 'precondition_failed')) {
        const theirs = await api.getCase({ id: base.id }).catch(() => base)
        setBase(theirs)
        setFacts({ ...factsOf(theirs), ...changedBy(base, facts) })
      }
      setError(refusal)
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
    Object.entries(facts).filter(([name, value]) => value !== before[name as keyof Facts]),
  )
}

const patchOf = (base: Case, facts: Facts) => {
  const { subject, status, state, assignee, team, due } = changedBy(base, facts)
  return {
    ...(subject !== undefined && { subject: subject.trim() }),
    ...(status !== undefined && { status: status.trim() || null }),
    ...(state !== undefined && state !== 'done' && { state }),
    ...(assignee !== undefined && { assignee: assignee || null }),
    ...(team !== undefined && { team_id: team || null }),
    ...(due !== undefined && { due_at: dueOf(due) }),
  }
}
