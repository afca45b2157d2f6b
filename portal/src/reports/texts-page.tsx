import { useCallback } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import type { Answer } from '#contract/client.ts'
import type { BusinessNumber, Message } from '../data/api.ts'
import { readNumbers } from '../data/people.ts'
import { useDesk } from '../desk.ts'
import { Select } from '../parts/fields.tsx'
import { EmptyState } from '../parts/state.tsx'
import { useLoad } from '../parts/use-load.ts'
import { useNow } from '../parts/use-now.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { reportWords } from '../words/reports.ts'
import { sayMedia } from '../words/said.ts'
import { moment } from '../words/times.ts'
import { words } from '../words/words.ts'
import { RangeChoice } from './choices.tsx'
import { Loading } from './loading.tsx'
import { shiftDay } from './range.ts'
import { ReportBar } from './report-bar.tsx'
import { startOf } from './start-of.ts'
import { useAsked } from './use-asked.ts'
import './texts-page.css'

type Page = Answer<'findMessages'>
type Wanted = { number_id?: BusinessNumber['id']; created_after: string; created_before: string }

/** Every text of some days with who has claimed its conversation, as far as the reader may see it. */
export const TextsPage = ({ zone }: { zone: string }) => {
  const { asked, ask } = useAsked(zone, ['day'])
  const { number, choose } = useNumber()
  const { from, to } = asked.range
  const { data, error, retry, more } = useTexts(number, startOf(from, zone), startOf(shiftDay(to, 1), zone))
  const { texts } = reportWords
  return (
    <>
      <ReportBar title={texts.title} back="/reports" />
      <div className="reports-body">
        <div className="reports-column">
          <p className="intro">{texts.intro}</p>
          <div className="reports-asked">
            <RangeChoice range={asked.range} change={(range) => ask({ range })} />
            <NumberChoice id={number} change={choose} />
          </div>
          {!data ? (
            <Loading error={error} retry={retry} />
          ) : data.data.length === 0 ? (
            <EmptyState title={texts.none} hint={texts.noneHint} />
          ) : (
            <Texts messages={data.data} />
          )}
          {data?.has_more && (
            <button type="button" className="btn more" onClick={more}>
              {texts.more}
            </button>
          )}
        </div>
      </div>
    </>
  )
}

/** The number that the address names; empty for all. */
const useNumber = () => {
  const [path, go] = useLocation()
  const query = new URLSearchParams(useSearch())
  const choose = (id: string) => {
    if (id) query.set('number', id)
    else query.delete('number')
    go(query.size > 0 ? `${path}?${query}` : path, { replace: true })
  }
  return { number: query.get('number') ?? '', choose }
}

const NumberChoice = ({ id, change }: { id: string; change(id: string): void }) => {
  const { api } = useDesk()
  const { data } = useLoad(useCallback(() => readNumbers(api), [api]))
  const numbers = (data ?? []).map(({ id, name, address }) => [id, name ?? formatPhone(address)] as const)
  return (
    <Select
      path="number"
      label={reportWords.keys.number}
      value={id}
      options={[['', reportWords.texts.allNumbers], ...numbers]}
      change={change}
    />
  )
}

/** `from`, `until`: epoch milliseconds; the first is within, the last is not. */
const useTexts = (number: string, from: number, until: number) => {
  const { api } = useDesk()
  const read = useCallback(
    (cursor?: string): Promise<Page> => {
      const wanted: Wanted = {
        ...(number && { number_id: number as BusinessNumber['id'] }),
        // What is created at this instant is not after it.
        created_after: new Date(from - 1).toISOString(),
        created_before: new Date(until).toISOString(),
      }
      return api.findMessages({ query: { ...wanted, expand: 'claim', limit: 50, ...(cursor && { cursor }) } })
    },
    [api, number, from, until],
  )
  const { data, error, retry, put } = useLoad(useCallback(() => read(), [read]))
  const more = async () => {
    if (!data?.next_cursor) return
    const next = await read(data.next_cursor)
    put({ ...next, data: [...data.data, ...next.data] })
  }
  return { data, error, retry, more }
}

const Texts = ({ messages }: { messages: Message[] }) => {
  const { texts, keys } = reportWords
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="card report-table texts-table" tabIndex={0} aria-label={texts.title}>
      <table>
        <thead>
          <tr>
            {[texts.when, texts.customer, texts.text, keys.number, texts.state, texts.claimed].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {messages.map((message) => (
            <Text key={message.id} message={message} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Text = ({ message }: { message: Message }) => {
  const { store } = useDesk()
  const now = useNow()
  const { texts } = reportWords
  const { direction, conversation_id: conversation, from, to, body, media } = message
  const isOurs = direction === 'outbound'
  const [customer, address] = isOurs ? [to, from] : [from, to]
  const number = store.numbers().find((one) => one.address === address)
  return (
    <tr>
      <th scope="row">{moment(message.created_at, now)}</th>
      <td>
        {conversation ? (
          <Link href={`/c/${conversation}`} className="link">
            {formatPhone(customer)}
          </Link>
        ) : (
          formatPhone(customer)
        )}
      </td>
      <td className="said">
        {isOurs && <span className="sub">{message.sent_by_name ?? texts.we}: </span>}
        {body || sayMedia(media)}
      </td>
      <td>{number?.name ?? formatPhone(address)}</td>
      <td>{isOurs ? pageWords.status[message.status] : texts.received}</td>
      <td>
        <Claim claim={message.expanded?.claim} />
      </td>
    </tr>
  )
}

/** Who has the conversation now, and who else had it or was let in. */
const Claim = ({ claim }: { claim: NonNullable<Message['expanded']>['claim'] }) => {
  const { store } = useDesk()
  if (!claim) return null
  const nameOf = (id: string) => store.agent(id)?.name ?? reportWords.gone
  const { claimed_by: by, participants, state } = claim
  const others = participants.filter((id) => id !== by).map(nameOf)
  const facts = [others.join(', '), state === 'closed' && reportWords.texts.closed].filter(Boolean)
  return (
    <>
      {by ? nameOf(by) : words.unclaimed}
      {facts.length > 0 && <span className="sub"> · {facts.join(' · ')}</span>}
    </>
  )
}
