import { type FormEvent, useId, useState } from 'react'
import type { View } from '../data/list.ts'
import { beginHere, Choices, Dialog } from '../parts/dialog.tsx'
import { describeError } from '../parts/state.tsx'
import { pageWords } from '../words/pages.ts'
import { words } from '../words/words.ts'

type ViewDialogProps = {
  /** The one that is renamed or shared; without it a new one is made. */
  view: View | undefined
  save(facts: Pick<View, 'name' | 'shared'>): Promise<View>
  close(): void
}

/** The name of a view, and who sees it. */
export const ViewDialog = ({ view, save, close }: ViewDialogProps) => {
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState(view?.shared ?? false)
  const [error, setError] = useState<unknown>()
  const id = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save({ name: name.trim(), shared }).then(close, setError)
  }
  return (
    <Dialog title={view ? words.filter.edit : words.filter.save} close={close}>
      <form className="dialog-form" onSubmit={submit}>
        <div className="field-row">
          <label htmlFor={id}>{words.filter.viewName}</label>
          <input
            id={id}
            ref={beginHere}
            className="input"
            value={name}
            maxLength={100}
            required
            onChange={({ target }) => setName(target.value)}
          />
        </div>
        <Choices<boolean>
          legend={words.filter.whose}
          options={[false, true]}
          chosen={shared}
          label={(all) => words.filter.whoseAnswers[all ? 'shared' : 'own']}
          choose={setShared}
        />
        {error !== undefined && <p role="alert">{describeError(error)}</p>}
        <div className="dialog-foot">
          <button type="submit" className="btn primary" disabled={name.trim() === ''}>
            {pageWords.save}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
