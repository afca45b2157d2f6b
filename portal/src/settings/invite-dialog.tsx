import { type FormEvent, useCallback, useState } from 'react'
import { Link } from 'wouter'
import { isProblem } from '#contract/client.ts'
import type { Agent, BusinessNumber, Team } from '../data/api.ts'
import { mayUse, readNumbers, readTeams } from '../data/people.ts'
import { useDesk } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { Complaint } from '../parts/complaint.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { mistakesOf } from '../parts/edit-form.tsx'
import { CheckList, Mistakes, TextInput } from '../parts/fields.tsx'
import { useChange } from '../parts/use-change.ts'
import { useLoad } from '../parts/use-load.ts'
import { useRequestKey } from '../parts/use-request-key.ts'
import { settingsWords } from '../words/settings.ts'
import { NumberChoice, RoleChoice } from './agent-fields.tsx'

type Invitation = {
  name: string
  email: string
  role: Agent['role']
  team_ids: Team['id'][]
  default_number_id?: BusinessNumber['id'] | undefined
}

const blank: Invitation = { name: '', email: '', role: 'agent', team_ids: [] }

/** Asks whom to invite. One press is one invitation, however often the request has to be made. */
export const InviteDialog = ({ close, done }: { close(): void; done(): void }) => {
  const { api, store, toasts } = useDesk()
  const { agents: texts } = settingsWords
  const [facts, setFacts] = useState(blank)
  const key = useRequestKey()
  const { isBusy, error, run } = useChange()
  const teams = useLoad(useCallback(() => readTeams(api), [api])).data ?? []
  const numbers = useLoad(useCallback(() => readNumbers(api), [api])).data ?? []
  const usable = numbers.filter((number) => mayUse({ id: 'agt_', role: facts.role }, number))
  const change = (changed: Partial<Invitation>) => setFacts({ ...facts, ...changed })
  const send = (event: FormEvent) => {
    event.preventDefault()
    run(async () => {
      const row = await api.inviteAgent({ key: key.of(facts), body: facts })
      store.apply([{ t: 'agent', row }])
      toasts.add(texts.invited(row.name, location.origin))
      done()
      close()
    })
  }
  return (
    <Dialog title={texts.inviteTitle} close={close}>
      <form className="dialog-form" noValidate onSubmit={send}>
        <Mistakes value={mistakesOf(error)}>
          <p className="sub">{texts.inviteHelp}</p>
          <TextInput
            path="name"
            label={texts.name}
            help={texts.nameHelp}
            value={facts.name}
            maxLength={100}
            change={(name) => change({ name })}
          />
          <TextInput
            path="email"
            label={texts.email}
            help={texts.emailHelp}
            type="email"
            value={facts.email}
            maxLength={254}
            change={(email) => change({ email })}
          />
          <RoleChoice value={facts.role} change={(role) => change({ role, default_number_id: undefined })} />
          {teams.length > 0 && (
            <CheckList<Team['id']>
              path="team_ids"
              label={settingsWords.parts.teams}
              value={facts.team_ids}
              options={teams.map(({ id, name }) => [id, name] as const)}
              change={(team_ids) => change({ team_ids })}
            />
          )}
          {usable.length > 1 && (
            <NumberChoice
              numbers={usable}
              value={facts.default_number_id}
              change={(default_number_id) => change({ default_number_id })}
            />
          )}
        </Mistakes>
        <Complaint error={error}>
          {isProblem(error, 'email_taken') && error.problem.agent_id && (
            <Link href={`/settings/agents/${error.problem.agent_id}`}>{texts.openThem}</Link>
          )}
        </Complaint>
        <Answers yes={texts.sendInvite} disabled={isBusy} close={close} />
      </form>
    </Dialog>
  )
}
