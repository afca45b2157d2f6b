import { type ReactNode, useEffect, useRef } from 'react'
import { isProblem, ProblemError } from '#contract/client.ts'
import { useDesk } from '../desk.ts'
import { locale } from '../words/locale.ts'
import { settingsWords } from '../words/settings.ts'
import { Mistakes } from './fields.tsx'
import { describeError } from './state.tsx'
import { type Edit, isSame } from './use-edit.ts'

type EditFormProps<R> = {
  edit: Edit<R>
  label: string
  /** What the fields are called, for the table of both versions. */
  labels: Partial<Record<keyof R, string>>
  children: ReactNode
}

/** The fields of a record. A bar at the bottom saves what has changed, and says what became of it. */
export const EditForm = <R extends object>({ edit, label, labels, children }: EditFormProps<R>) => {
  const { toasts } = useDesk()
  const form = useRef<HTMLFormElement>(null)
  const { error, newer } = edit
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error])
  const told = async (saving: Promise<boolean>) => (await saving) && toasts.add(settingsWords.form.saved)
  return (
    <form
      ref={form}
      className="edit-form"
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        told(edit.save())
      }}
    >
      <Mistakes value={mistakesOf(error)}>{children}</Mistakes>
      {newer ? (
        <BothVersions edit={edit} newer={newer} labels={labels} keep={() => told(edit.keepMine())} />
      ) : (
        (edit.isChanged || Boolean(error)) && <SaveBar edit={edit} />
      )}
    </form>
  )
}

export const mistakesOf = (error: unknown) => {
  if (isProblem(error, 'template_invalid')) {
    return error.problem.errors.map(({ path, detail, line, column }) => ({
      path,
      detail: line && column ? settingsWords.templates.atPlace(line, column, detail) : detail,
    }))
  }
  if (isProblem(error, 'url_not_allowed'))
    return [{ path: 'url', detail: inOurWords(error) ?? error.problem.detail }]
  const hasFields =
    isProblem(error, 'validation_failed') ||
    isProblem(error, 'shortcut_in_use') ||
    isProblem(error, 'workflow_invalid')
  return hasFields ? (error.problem.errors ?? []) : []
}

const SaveBar = <R,>({ edit: { error, isSaving, discard } }: { edit: Edit<R> }) => {
  const { form } = settingsWords
  return (
    <div className="save-bar">
      <span className="said" role={error ? 'alert' : 'status'}>
        {error ? sayError(error) : form.unsaved}
      </span>
      <button type="button" className="btn" onClick={discard}>
        {form.discard}
      </button>
      <button type="submit" className="btn primary" disabled={isSaving}>
        {form.save}
      </button>
    </div>
  )
}

/** A sentence, and the mistakes that belong to no single field. */
export const sayError = (error: unknown): string => {
  const details = error instanceof ProblemError ? mistakesOf(error).map(({ detail }) => detail) : []
  return [...new Set([inOurWords(error) ?? describeError(error), ...details])].join(' ')
}

/** What the API says, in the language of the reader where the page has words for it. */
const inOurWords = (error: unknown): string | undefined =>
  error instanceof ProblemError ? settingsWords.refusals[error.problem.code] : undefined

type BothProps<R> = {
  edit: Edit<R>
  newer: R
  labels: Partial<Record<keyof R, string>>
  keep(): void
}

/** Somebody else saved first: what they saved, what is here, and whose holds. */
const BothVersions = <R extends object>({ edit, newer, labels, keep }: BothProps<R>) => {
  const { form } = settingsWords
  const names = Object.keys(labels) as (keyof R)[]
  const differing = names.filter((name) => name in edit.changes || !isSame(edit.base[name], newer[name]))
  return (
    <section className="save-bar" role="alert" aria-label={form.changedMeanwhile}>
      <strong className="said">{form.changedMeanwhile}</strong>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="both-versions" tabIndex={0} aria-label={form.both}>
        <table>
          <thead>
            <tr>
              <th scope="col">{form.field}</th>
              <th scope="col">{form.theirs}</th>
              <th scope="col">{form.mine}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map((name) => (
              <tr key={String(name)}>
                <th scope="row">{labels[name]}</th>
                <td>{sayValue(newer[name])}</td>
                <td>{name in edit.changes ? sayValue(edit.value[name]) : form.same}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <button type="button" className="btn" onClick={edit.takeTheirs}>
        {form.takeTheirs}
      </button>
      <button type="button" className="btn primary" onClick={keep} disabled={edit.isSaving}>
        {form.keepMine}
      </button>
    </section>
  )
}

/** Any value of the API in a few words. */
const sayValue = (value: unknown): string => {
  const { form } = settingsWords
  if (value === undefined || value === null || value === '') return form.nothing
  if (typeof value === 'boolean') return value ? form.yes : form.no
  if (typeof value === 'number') return new Intl.NumberFormat(locale).format(value)
  if (Array.isArray(value)) return value.length === 0 ? form.nothing : value.map(sayValue).join(', ')
  if (typeof value === 'object') return sayValue(Object.values(value).filter((one) => one !== undefined))
  return String(value)
}
