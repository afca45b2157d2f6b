import { lazy, Suspense, useEffect, useState } from 'react'
import type { Outgoing } from '../data/outbox.ts'
import { useDesk, useSource } from '../desk.ts'
import { refusalReason } from '../words/gate-reason.ts'
import { pageWords } from '../words/pages.ts'
import { words } from '../words/words.ts'
import { MessageBody } from './message-body.tsx'

const OutgoingPictures = lazy(() => import('./outgoing-pictures.tsx'))

export type WriteAgain = (text: Pick<Outgoing, 'body' | 'media'> & { isNote?: boolean }) => void

type OutgoingEntryProps = { text: Outgoing; writeAgain: WriteAgain }

/** A text that this page has taken on and the API has not: what becomes of it, and what can still be done. */
export const OutgoingEntry = ({ text, writeAgain }: OutgoingEntryProps) => {
  const { outbox } = useDesk()
  const isSending = useSource(outbox, () => outbox.isSending(text.key))
  const seconds = useSecondsUntil(text.due)
  const { refused } = text
  const takeBack = async () => {
    const taken = await outbox.takeBack(text.key)
    if (taken) writeAgain(taken)
  }
  const state = refused
    ? pageWords.composer.notSent(refusalReason(refused))
    : seconds > 0
      ? pageWords.composer.lost(seconds)
      : isSending
        ? pageWords.composer.sending
        : pageWords.composer.waiting
  return (
    <div className={text.isNote ? 'note-turn' : 'turn out'}>
      <div className={text.isNote ? 'note-entry' : `msg ${refused ? 'wrong' : 'waits'}`}>
        {text.body && <MessageBody body={text.body} />}
        {text.media && (
          <Suspense fallback={<span className="sub">{words.picture}</span>}>
            <OutgoingPictures media={text.media} />
          </Suspense>
        )}
      </div>
      <div className={refused ? 'fact wrong' : 'fact'}>
        <span>{state}</span>
        {(refused || seconds > 0 || !isSending) && (
          <span>
            <button type="button" className="link" onClick={takeBack}>
              {refused ? pageWords.composer.putBack : pageWords.composer.undo}
            </button>
          </span>
        )}
        {refused && (
          <span>
            <button type="button" className="link" onClick={() => outbox.retry(text.key)}>
              {words.retry}
            </button>
          </span>
        )}
      </div>
    </div>
  )
}

/** Counts down, for the seconds in which a text can be taken back. */
const useSecondsUntil = (due: number): number => {
  const [now, setNow] = useState(Date.now)
  const left = Math.max(0, Math.ceil((due - now) / 1000))
  useEffect(() => {
    if (left === 0) return
    const timer = setTimeout(() => setNow(Date.now()), 200)
    return () => clearTimeout(timer)
  })
  return left
}
