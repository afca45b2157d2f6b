import { useCallback } from 'react'
import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { useChange } from '../parts/use-change.ts'
import { useLoad } from '../parts/use-load.ts'
import { smallScreen, useMedia } from '../parts/use-media.ts'
import { useNow } from '../parts/use-now.ts'
import { MessageMedia } from '../talk/media.tsx'
import { pageWords } from '../words/pages.ts'
import { moment } from '../words/times.ts'
import type { Entry } from './case-timeline.tsx'
import type { Case } from './customer-cases.ts'

type Props = { one: Case; read(): void }

/** The pictures and other files of the texts of a case, and which of them its customer may see. */
export const CaseAttachments = ({ one: { id, last_activity_at: since }, read }: Props) => {
  const { api } = useDesk()
  const now = useNow()
  const Title = useMedia(smallScreen) ? 'h2' : 'h3'
  const { cases: texts } = pageWords
  // biome-ignore lint/correctness/useExhaustiveDependencies: what came since is asked for, too
  const ask = useCallback(() => api.listCaseAttachments({ id }), [api, id, since])
  const { data, put } = useLoad(ask)
  const { isBusy, error, run } = useChange()
  const show = (entry: Entry, isPublic: boolean) =>
    run(async () => {
      await api.editCaseEntry({ id, body: { entry_id: entry.id, public: isPublic } })
      put(await ask())
      read()
    })
  const shown = data?.data.filter((entry) => entry.type === 'text') ?? []
  if (shown.length === 0) return undefined
  return (
    <section className="case-attachments" aria-labelledby="case-attachments">
      <Title id="case-attachments">{texts.attachments}</Title>
      <ul>
        {shown.map((entry) => (
          <li key={entry.id}>
            <MessageMedia message={entry.message} />
            <p className="sub">{moment(entry.message.created_at, now)}</p>
            <label className="check">
              <input
                type="checkbox"
                disabled={isBusy}
                checked={entry.public}
                onChange={({ target }) => show(entry, target.checked)}
              />
              {texts.forCustomer}
            </label>
          </li>
        ))}
      </ul>
      <Complaint error={error} />
    </section>
  )
}
