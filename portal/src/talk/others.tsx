import { useEffect } from 'react'
import type { Conversation } from '../data/api.ts'
import { useDesk, useSource } from '../desk.ts'
import { locale } from '../words/locale.ts'
import { pageWords } from '../words/pages.ts'
import { words } from '../words/words.ts'

/** Who else has the conversation before them, so that no two answer at once. Its place is kept: nothing moves. */
export const Others = ({ conversation: { id } }: { conversation: Conversation }) => {
  const { presence, store } = useDesk()
  const others = useSource(presence, () => presence.others(id))
  useTelling(id)
  const said = (['typing', 'viewing'] as const).flatMap((doing) => {
    const agents = others.filter((one) => one.doing === doing)
    const names = agents.map(({ agent }) => store.agent(agent)?.name ?? pageWords.somebody)
    return names.length > 0 ? words.presence[doing](namesOf(names), names.length) : []
  })
  return (
    <p className="others sub" role="status">
      {said.join(' · ')}
    </p>
  )
}

const namesOf = (names: string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)

/** Tells the others that this conversation is open here, and when a reply is written. */
const useTelling = (id: Conversation['id']) => {
  const { presence, drafts } = useDesk()
  useEffect(() => presence.enter(id), [presence, id])
  useEffect(() => {
    let before = drafts.get(id)?.body
    return drafts.subscribe(() => {
      const draft = drafts.get(id)
      if (draft?.body === before) return
      before = draft?.body
      presence.write(draft !== undefined && !draft.isNote)
    })
  }, [presence, drafts, id])
}
