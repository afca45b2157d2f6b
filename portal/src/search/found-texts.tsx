import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { isProblem } from '#contract/client.ts'
import { searchWords } from '#domain/text/search-words.ts'
import type { Message } from '../data/api.ts'
import { useDesk, useSource } from '../desk.ts'
import { describeError } from '../parts/state.tsx'
import { useNow } from '../parts/use-now.ts'
import { formatPhone } from '../words/phones.ts'
import { sayMedia } from '../words/said.ts'
import { shortAge } from '../words/times.ts'
import { words } from '../words/words.ts'
import { excerptOf } from './excerpt.ts'

type FoundPage = { query: string; texts: Message[]; cursor?: string }

/** What was found last: one opens a conversation and comes back to it. */
let kept: FoundPage | undefined

const pageSize = 20

/** Texts in which all words of the query stand. */
export const FoundTexts = ({ query }: { query: string }) => {
  const { page, error, more } = useFoundTexts(query)
  if (searchWords(query).length === 0) return null
  return (
    <section aria-label={words.search.texts}>
      <h2>{words.search.texts}</h2>
      {isProblem(error, 'text_search_off') ? <SearchOff /> : error !== undefined && <Failed error={error} />}
      {page && (
        <>
          {page.texts.length === 0 && (
            <p className="sub">{page.cursor ? words.search.noTextYet : words.search.noText}</p>
          )}
          <ul>
            {page.texts.map((text) => (
              <li key={text.id}>
                <FoundText text={text} query={query} />
              </li>
            ))}
          </ul>
          {page.cursor && (
            <button type="button" className="btn" onClick={more}>
              {words.search.moreTexts}
            </button>
          )}
        </>
      )}
    </section>
  )
}

const useFoundTexts = (query: string) => {
  const { api } = useDesk()
  const [page, setPage] = useState(kept?.query === query ? kept : undefined)
  const [error, setError] = useState<unknown>()
  const read = async (before?: FoundPage) => {
    const cursor = before?.cursor
    const { data, next_cursor } = await api.findMessages({ query: { words: query, limit: pageSize, cursor } })
    return { query, texts: [...(before?.texts ?? []), ...data], cursor: next_cursor }
  }
  const show = (read: Promise<FoundPage>, isWanted: () => boolean) =>
    read.then(
      (found) => {
        if (!isWanted()) return
        kept = found
        setPage(found)
        setError(undefined)
      },
      (reason: unknown) => isWanted() && setError(reason),
    )
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is searched for is the query alone
  useEffect(() => {
    if (page || searchWords(query).length === 0) return
    let isWanted = true
    show(read(), () => isWanted)
    return () => {
      isWanted = false
    }
  }, [query])
  return { page, error, more: () => show(read(page), () => true) }
}

/** Everybody learns why there is nothing, and admins where to change it. */
const SearchOff = () => {
  const { me } = useDesk()
  return (
    <p className="sub">
      {words.search.textsOff}{' '}
      {me.role === 'admin' ? (
        <Link className="link" href="/settings/workspace">
          {words.search.switchOn}
        </Link>
      ) : (
        words.search.askAdmin
      )}
    </p>
  )
}

const Failed = ({ error }: { error: unknown }) => (
  <p className="sub" role="alert">
    {describeError(error)}
  </p>
)

const FoundText = ({ text, query }: { text: Message; query: string }) => {
  const { id, conversation_id } = text
  const content = <FoundLine text={text} query={query} />
  if (!conversation_id) return <div className="found said">{content}</div>
  return (
    <Link href={`/c/${conversation_id}#${id}`} className="found said">
      {content}
    </Link>
  )
}

const FoundLine = ({ text, query }: { text: Message; query: string }) => {
  const { store } = useDesk()
  const now = useNow()
  const { direction, from, to, body, media, created_at, conversation_id } = text
  const known = useSource(store, () => (conversation_id ? store.conversation(conversation_id) : undefined))
  const isOurs = direction === 'outbound'
  return (
    <>
      <span className="sub">
        {known?.contact_name ?? formatPhone(isOurs ? to : from)}
        {isOurs && ` · ${words.search.ours}`}
        {media.length > 0 && ` · ${sayMedia(media)}`}
      </span>
      <time className="sub" dateTime={created_at}>
        {shortAge(created_at, now)}
      </time>
      <span className="words" dir="auto">
        {excerptOf(body, query).map(({ at, text, isHit }) =>
          isHit ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
        )}
      </span>
    </>
  )
}
