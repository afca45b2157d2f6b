import { useCallback, useState } from 'react'
import type { Answer } from '#contract/client.ts'
import { useDesk } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { Complaint } from '../parts/complaint.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { NumberInput, Toggle } from '../parts/fields.tsx'
import { sayCount } from '../parts/say-count.ts'
import type { Edit } from '../parts/use-edit.ts'
import { useLoad } from '../parts/use-load.ts'
import { settingsWords } from '../words/settings.ts'
import { momentIn } from '../words/times.ts'
import { Loading, SettingsPage } from './page.tsx'
import type { Settings } from './setting-fields.ts'
import { SettingsForm } from './settings-form.tsx'

type Credits = Answer<'getCredits'>
type Entry = Answer<'listCreditEntries'>['data'][number]

/** What is left of the month and of packs, every line that changed it, and how credits are counted. */
const CreditsPage = () => {
  const { api } = useDesk()
  const read = useCallback(async () => {
    const [credits, ledger] = await Promise.all([
      api.getCredits(),
      api.listCreditEntries({ query: { limit: 25 } }),
    ])
    return { credits, ledger }
  }, [api])
  const { data, error, retry, put } = useLoad(read)
  const { credits } = settingsWords
  const more = async () => {
    if (!data?.ledger.next_cursor) return
    const next = await api.listCreditEntries({ query: { limit: 25, cursor: data.ledger.next_cursor } })
    put({ ...data, ledger: { ...next, data: [...data.ledger.data, ...next.data] } })
  }
  return (
    <SettingsPage title={settingsWords.parts.credits} intro={credits.intro}>
      {data ? (
        <>
          <Left credits={data.credits} reload={retry} />
          <Lines entries={data.ledger.data} more={data.ledger.has_more ? more : undefined} />
        </>
      ) : (
        <Loading error={error} retry={retry} />
      )}
      <SettingsForm name="credits">{(edit) => <Plan edit={edit} />}</SettingsForm>
    </SettingsPage>
  )
}

const Left = ({ credits, reload }: { credits: Credits; reload(): void }) => {
  const { api } = useDesk()
  const [isAsking, setAsking] = useState(false)
  const [error, setError] = useState<unknown>()
  const { credits: texts } = settingsWords
  const buy = () =>
    api.addCreditPack({ key: crypto.randomUUID() }).then(() => {
      setAsking(false)
      reload()
    }, setError)
  if (!credits.enabled) return <p className="card">{texts.notCounted}</p>
  const facts = [
    [texts.left, credits.left],
    [texts.leftOfMonth(sayCount(credits.included_per_month)), credits.included_left],
    [texts.leftOfPacks, credits.packs_left],
  ] as const
  return (
    <section className="card" aria-labelledby="left">
      <h2 id="left">{credits.month}</h2>
      <dl className="facts large">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{sayCount(value)}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="btn self" onClick={() => setAsking(true)}>
        {texts.buy(sayCount(credits.pack_size))}
      </button>
      {isAsking && (
        <Dialog title={texts.buy(sayCount(credits.pack_size))} close={() => setAsking(false)}>
          <p>{texts.buyHelp}</p>
          <Complaint error={error} />
          <Answers yes={texts.buyNow} close={() => setAsking(false)} act={buy} />
        </Dialog>
      )}
    </section>
  )
}

const Lines = ({ entries, more }: { entries: Entry[]; more: (() => void) | undefined }) => {
  const { credits } = settingsWords
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  if (entries.length === 0) return null
  return (
    <section className="card" aria-labelledby="lines">
      <h2 id="lines">{credits.lines}</h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{credits.when}</th>
            <th scope="col">{credits.what}</th>
            <th scope="col">{credits.change}</th>
            <th scope="col">{credits.left}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td>{momentIn(Date.parse(entry.at), timeZone)}</td>
              <td>{[credits.types[entry.type], entry.by_name].filter(Boolean).join(', ')}</td>
              <td>{`${entry.change > 0 ? '+' : ''}${sayCount(entry.change)}`}</td>
              <td>{sayCount(entry.left)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more && (
        <button type="button" className="btn self" onClick={more}>
          {credits.more}
        </button>
      )}
    </section>
  )
}

const counts = ['included_per_month', 'pack_size', 'packs_after_days', 'warn_at'] as const

const Plan = ({ edit: { value, change } }: { edit: Edit<Settings> }) => {
  const { plan, planTitle } = settingsWords.credits
  const { credits } = value
  return (
    <section className="card" aria-labelledby="plan">
      <h2 id="plan">{planTitle}</h2>
      <Toggle
        path="credits.enabled"
        label={plan.enabled[0]}
        help={plan.enabled[1]}
        value={credits.enabled}
        change={(enabled) => change({ credits: { ...credits, enabled } })}
      />
      <div className="side-by-side">
        {counts.map((name) => (
          <NumberInput
            key={name}
            path={`credits.${name}`}
            label={plan[name][0]}
            help={plan[name][1]}
            value={credits[name]}
            change={(number = 0) => change({ credits: { ...credits, [name]: number } })}
          />
        ))}
        <NumberInput
          path="mms_credits"
          label={settingsWords.workspace.fields.mms_credits[0]}
          help={settingsWords.workspace.fields.mms_credits[1]}
          value={value.mms_credits}
          change={(mms_credits = 1) => change({ mms_credits })}
        />
      </div>
    </section>
  )
}

export default CreditsPage
