import { memo } from 'react'
import { Link } from 'wouter'
import type { Note } from '../data/api.ts'
import { splitMentions } from '../data/mentions.ts'
import { useDesk } from '../desk.ts'
import { pageWords } from '../words/pages.ts'
import { clockTime } from '../words/times.ts'

/** What a colleague wrote for the team, or Parley about a split or merge, with a link to the other conversation. */
export const NoteEntry = memo(({ note }: { note: Note }) => {
  const { store, me } = useDesk()
  return (
    <div className="note-turn" id={note.id}>
      <div className="note-entry">
        <Words note={note} />
        {note.link && (
          <>
            {' '}
            <Link className="link" href={`/c/${note.link}`}>
              {pageWords.openLinked}
            </Link>
          </>
        )}
      </div>
      <div className="fact">
        <time dateTime={note.created_at}>{clockTime(note.created_at)}</time>
        <span>{authorOf(note, store.agent(note.written_by ?? '')?.name, me.id)}</span>
        <span>{pageWords.onlyTeam}</span>
      </div>
    </div>
  )
})

/** Who is mentioned stands out. */
const Words = ({ note: { body, mentions = [] } }: { note: Note }) => {
  const { store } = useDesk()
  const agents = mentions.map((id) => store.agent(id)).filter((agent) => agent !== undefined)
  return splitMentions(body, agents).map(({ text, agents: mentioned }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a note have no other name
    mentioned ? <strong key={index}>{text}</strong> : text,
  )
}

const authorOf = (note: Note, name: string | undefined, me: string): string =>
  note.written_by === me ? pageWords.yourNote : name ? pageWords.noteBy(name) : pageWords.note
