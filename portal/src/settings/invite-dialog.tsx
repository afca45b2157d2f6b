import { type FormEvent, useCallback, useRef, useState } from 'react'
import { Link } from 'wouter'
import { isProblem } from '#contract/client.ts'
import type { Agent, Team } from '../data/api.ts'
import { mayUse, readNumbers, readTeams } from '../data/people.ts'
import { useDesk } from '../desk.ts'
import { Choices, Dialog } from '../parts/dialog.tsx'
import { useLoad } from '../parts/use-load.ts'
import { settingsWords } from '../words/settings.ts'
import { words } from '../words/words.ts'
import { Checks, Complaint, Field } from './fields.tsx'
import { NumberChoice } from './number-choice.tsx'
import { useChange } from './use-change.ts'

type Invitation = {
  name: string
  email: string
  role: Agent['role']
  team_ids: Team['id'][]
  default_number_id?: NonNullable<Agent['default_number_id']> | undefined
}

const blank: Invitation = { name: '', email: '', role: 'agent', team_ids: [] }
export const roles = ['agent', 'admin'] as const

/** Asks whom to invite. One press is one invitation, however often the request has to be made. */
export const InviteDialog = ({ close, done }: { close(): void; done(): void }) => {
  const { api, store, toasts } = useDesk()
  const { agents: texts } = settingsWords
  const [facts, setFacts] = useState(blank)
  const key = useRef(crypto.randomUUID())
  const { isBusy, error, trouble, run } = useChange()
  const teams = useLoad(useCallback(() => readTeams(api), [api])).data
  const numbers = useLoad(useCallback(() => readNumbers(api), [api])).data
  const usable = numbers?.filter((number) => mayUse({ id: 'agt_', role: facts.role }, number))
  const change = (changed: Partial<Invitation>) => {
    key.current = crypto.randomUUID()
    setFacts({ ...facts, ...changed })
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    run(async () => {
      const row = await api.inviteAgent({ key: key.current, body: facts })
      store.apply([{ t: 'agent', row }])
      toasts.add(texts.invited(row.name, location.origin))
      done()
      close()
    })
  }
  return (
    <Dialog title={texts.inviteTitle} close={close}>
      <form className="dialog-form roomy" onSubmit={send}>
        <p className="sub">{texts.inviteHelp}</p>
        <Field label={texts.name} help={texts.nameHelp}>
          <input
            className="input"
            required
            maxLength={100}
            value={facts.name}
            onChange={({ target }) => change({ name: target.value })}
          />
        </Field>
        <Field label={texts.email} help={texts.emailHelp}>
          <input
            className="input"
            type="email"
            required
            maxLength={254}
            value={facts.email}
            onChange={({ target }) => change({ email: target.value })}
          />
        </Field>
        <Choices
          legend={texts.role}
          options={roles}
          chosen={facts.role}
          label={(role) => texts.roles[role]}
          choose={(role) => change({ role, default_number_id: undefined })}
        />
        {teams && teams.length > 0 && (
          <Checks
            legend={texts.teams}
            options={teams}
            chosen={facts.team_ids}
            label={({ name }) => name}
            change={(team_ids) => change({ team_ids })}
          />
        )}
        {usable && usable.length > 1 && (
          <NumberChoice
            numbers={usable}
            chosen={facts.default_number_id}
            choose={(default_number_id) => change({ default_number_id })}
          />
        )}
        <Complaint text={trouble}>
          {isProblem(error, 'email_taken') && error.problem.agent_id && (
            <Link href={`/settings/agents/${error.problem.agent_id}`}>{texts.openThem}</Link>
          )}
        </Complaint>
        <div className="dialog-foot">
          <button type="button" className="btn" onClick={close}>
            {words.cancel}
          </button>
          <button type="submit" className="btn primary" disabled={isBusy}>
            {texts.sendInvite}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
