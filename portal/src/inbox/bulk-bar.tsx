import { X } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import type { BulkResult, BulkWork } from '../data/bulk.ts'
import { closing, handing, reading, tagging } from '../data/bulk-works.ts'
import type { List } from '../data/list.ts'
import { useDesk, useSource } from '../desk.ts'
import { beginHere, Dialog } from '../parts/dialog.tsx'
import { IconButton } from '../parts/icon.tsx'
import { describeError } from '../parts/state.tsx'
import { pageWords } from '../words/pages.ts'
import { words } from '../words/words.ts'
import './bulk-bar.css'

/** More at once than this nobody looks through before. */
const mostChosen = 500

/** What can be done to all that are chosen, how far it is, and what came of it. */
const BulkBar = ({ list }: { list: List }) => {
  const { bulk } = useDesk()
  const chosen = useSource(bulk, bulk.chosen)
  const { working, result } = useSource(bulk, bulk.state)
  if (working) {
    return (
      <div className="bulk" role="status">
        <progress value={working.done} max={working.total} aria-label={words.bulk.name} />
        {words.bulk.working(working.done, working.total)}
      </div>
    )
  }
  if (chosen.length > 0) return <Actions list={list} count={chosen.length} />
  return result ? <Result {...result} /> : null
}

const Actions = ({ list, count }: { list: List; count: number }) => {
  const { bulk, inbox, me, following, toasts } = useDesk()
  const [dialog, setDialog] = useState<'tag' | 'transfer'>()
  const run = async (work: BulkWork) => {
    setDialog(undefined)
    await bulk.run(work)
    following.hurry()
    inbox.count().catch(() => {})
  }
  const chooseAll = async () => {
    while (inbox.state(list).cursor && !inbox.state(list).error && inbox.rows(list).length < mostChosen)
      await inbox.more(list)
    const rows = inbox.rows(list)
    bulk.choose(rows.slice(0, mostChosen).map(({ id }) => id))
    if (rows.length > mostChosen || inbox.state(list).cursor) toasts.add(words.bulk.notAll(mostChosen))
  }
  return (
    <section className="bulk" aria-label={words.bulk.name}>
      <span className="count" role="status">
        {words.bulk.chosen(count)}
      </span>
      <button type="button" className="link" onClick={chooseAll}>
        {words.bulk.all}
      </button>
      <IconButton icon={X} label={words.bulk.none} className="push" onClick={() => bulk.choose([])} />
      <span className="actions">
        {!list.startsWith('closed') && (
          <>
            <button type="button" className="btn" onClick={() => run(closing())}>
              {pageWords.close}
            </button>
            <button type="button" className="btn" onClick={() => setDialog('transfer')}>
              {pageWords.transfer}
            </button>
          </>
        )}
        <button type="button" className="btn" onClick={() => setDialog('tag')}>
          {words.bulk.tag}
        </button>
        <button type="button" className="btn" onClick={() => run(reading())}>
          {words.bulk.markRead}
        </button>
      </span>
      {dialog === 'tag' && (
        <TagDialog close={() => setDialog(undefined)} choose={(tag) => run(tagging(tag))} />
      )}
      {dialog === 'transfer' && (
        <TransferDialog close={() => setDialog(undefined)} choose={(agent) => run(handing(agent, me))} />
      )}
    </section>
  )
}

const Result = ({ kind, name = '', count, reasons, mayUndo }: BulkResult) => {
  const { bulk, following } = useDesk()
  const undo = async () => {
    await bulk.undo()
    following.hurry()
  }
  return (
    <div className="bulk" role="status">
      <span className="told">
        {words.bulk.told[kind](count, name)}
        {reasons.map(({ error, count: refused }) => (
          <span key={describeError(error)} className="reason">
            {words.bulk.refused(refused, describeError(error))}
          </span>
        ))}
      </span>
      {mayUndo && (
        <button type="button" className="btn" onClick={undo}>
          {pageWords.composer.undo}
        </button>
      )}
      <IconButton icon={X} label={pageWords.dismiss} onClick={bulk.dismiss} />
    </div>
  )
}

const TagDialog = ({ close, choose }: { close(): void; choose(tag: string): void }) => {
  const [tag, setTag] = useState('')
  const id = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (tag.trim()) choose(tag.trim())
  }
  return (
    <Dialog title={words.bulk.tag} close={close}>
      <form className="dialog-form" onSubmit={submit}>
        <div className="field-row">
          <label htmlFor={id}>{pageWords.newTag}</label>
          <input
            id={id}
            ref={beginHere}
            className="input"
            value={tag}
            maxLength={50}
            pattern="[^\/]+"
            required
            onChange={({ target }) => setTag(target.value)}
          />
        </div>
        <div className="dialog-foot">
          <button type="submit" className="btn primary">
            {pageWords.addTag}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

const TransferDialog = ({
  close,
  choose,
}: {
  close(): void
  choose(agent: Parameters<typeof handing>[0]): void
}) => {
  const { store } = useDesk()
  const people = store.agents().filter(({ active }) => active)
  return (
    <Dialog title={words.bulk.transferTitle} close={close}>
      <ul className="people hand-over">
        {people.map((agent) => (
          <li key={agent.id}>
            <button type="button" className="btn" onClick={() => choose(agent)}>
              {agent.name}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

export default BulkBar
