import { type FormEvent, type KeyboardEvent, lazy, Suspense, useCallback, useId, useState } from 'react'
import { type Answer, each } from '#contract/client.ts'
import { exampleCode } from '#wiring/portal.ts'
import type { Api, Contact, Conversation, Template } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { ListBox, nextChosen } from '../parts/list-box.tsx'
import { useLoad } from '../parts/use-load.ts'
import { pageWords } from '../words/pages.ts'
import { words } from '../words/words.ts'
import './template-panel.css'

const MacroRun = lazy(async () => {
  const { loadWorkflowWords } = await import('../words/workflows.ts')
  await loadWorkflowWords()
  return import('../workflows/macro-run.tsx')
})

type Macro = Answer<'getWorkflow'>
/** A line of the panel: a template gives words, a macro does things. */
type Line = { kind: 'template'; of: Template } | { kind: 'macro'; of: Macro }

type TemplatePanelProps = {
  contact: Contact | undefined
  number: Conversation['number']['id'] | undefined
  /** In which macros may be started; unset where there is none, or none may be. */
  conversation?: Conversation['id']
  /** Whose update is written, with what can be said of it. */
  caseId?: Answer<'getCase'>['id']
  /** Takes the words of a template, and says what is still to be done with them. */
  use(body: string, notice: string | undefined): void
  close(): void
}

/** Templates by their shortcut, name and words. What one of them asks for is asked; its words come back from the API. */
const TemplatePanel = ({ contact, number, conversation, caseId, use, close }: TemplatePanelProps) => {
  const { api } = useDesk()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const [asking, setAsking] = useState<Template>()
  const [macro, setMacro] = useState<Macro>()
  const [isFailed, setFailed] = useState(false)
  const id = useId()
  const read = useCallback(async () => {
    const query = { limit: 100, ...(!caseId && { use: 'reply' as const }) }
    const [all, macros] = await Promise.all([
      Array.fromAsync(each(api.listTemplates, { query })),
      conversation ? api.listWorkflows({ query: { trigger: 'manual' } }) : undefined,
    ])
    const templates = all.filter((template) => template.use === 'reply' || template.use === 'case')
    return [
      ...templates.map((of): Line => ({ kind: 'template', of })),
      ...(macros?.data ?? []).filter(({ on }) => on).map((of): Line => ({ kind: 'macro', of })),
    ]
  }, [api, caseId, conversation])
  const { data, error } = useLoad(read)
  const { templates: texts } = pageWords
  const found = (data ?? []).filter((line) => fits(line, query)).toSorted(byShortcut(query))
  const chosen = Math.min(at, found.length - 1)
  const fill = async (template: Template, input: Record<string, string>) => {
    const whom = caseId ? { case_id: caseId } : contact && { contact_id: contact.id }
    const body = { ...whom, ...(number && { number_id: number }), input }
    const preview = await filled(api, { template, body, caseId }).catch(() => undefined)
    if (!preview) return setFailed(true)
    const { missing_variables: missing } = preview
    use(preview.body, missing.length > 0 ? texts.missing(missing.join(', ')) : undefined)
  }
  const choose = (line: Line | undefined) => {
    if (!line) return
    setFailed(false)
    if (line.kind === 'macro') setMacro(line.of)
    else if (line.of.inputs.length > 0) setAsking(line.of)
    else void fill(line.of, {})
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const next = nextChosen(event.key, chosen, found.length)
    if (next !== undefined) setAt(next)
    else if (event.key === 'Enter') choose(found[chosen])
    else if (event.key === 'Escape' || (event.key === 'Backspace' && query === '')) close()
    else return
    event.preventDefault()
  }
  const state = error
    ? texts.notRead
    : !data
      ? words.loading
      : data.length === 0
        ? texts.noneYet
        : found.length === 0
          ? texts.none
          : undefined
  return (
    <section className="template-panel" aria-label={texts.open}>
      {isFailed && <p role="alert">{texts.failed}</p>}
      {macro && conversation ? (
        <Suspense>
          <MacroRun
            macro={macro}
            conversation={conversation}
            back={() => setMacro(undefined)}
            close={close}
          />
        </Suspense>
      ) : asking ? (
        <Questions template={asking} fill={fill} back={() => setAsking(undefined)} />
      ) : (
        <>
          <input
            ref={focusOnce}
            className="input"
            role="combobox"
            aria-label={texts.find}
            aria-expanded="true"
            aria-controls={id}
            aria-activedescendant={found[chosen] && `${id}-${chosen}`}
            placeholder={texts.find}
            value={query}
            onChange={({ target }) => {
              setQuery(target.value)
              setAt(0)
            }}
            onKeyDown={onKeyDown}
          />
          {state && <p role="status">{state}</p>}
          <ListBox
            id={id}
            label={texts.open}
            className="template-list"
            options={found}
            chosen={chosen}
            keyOf={({ of }) => of.id}
            choose={choose}
          >
            {(line) => <LineWords line={line} />}
          </ListBox>
        </>
      )}
    </section>
  )
}

const LineWords = ({ line }: { line: Line }) => (
  <>
    <strong>{line.of.name}</strong>
    {line.kind === 'macro' && <span className="chip">{pageWords.templates.macro}</span>}
    {line.kind === 'template' && line.of.shortcut && <kbd>/{line.of.shortcut}</kbd>}
    {line.kind === 'template' && <span className="sub">{inShort(line.of.body)}</span>}
  </>
)

/** The words of a template without its language: a variable by its name, and nothing of its conditions. */
const inShort = (body: string): string =>
  body
    .replace(/\{%.*?%\}/gs, '')
    .replace(
      /\{\{-?\s*([\w.]+).*?\}\}/gs,
      (_, name: string) => `[${name.split('.').at(-1)?.replaceAll('_', ' ')}]`,
    )

type Filling = { template: Template; body: Preview; caseId: TemplatePanelProps['caseId'] }
type Preview = Parameters<Api['previewTemplate']>[0]['body']

/** Words for a draft. What is chosen for a case and leads to its page needs one: where there is none, they show an example. */
const filled = async (api: Api, { template: { id }, body, caseId }: Filling) => {
  const first = await api.previewTemplate({ id, body })
  if (!caseId || !first.body.includes(exampleCode)) return first
  await api.createCasePage({ id: caseId })
  return api.previewTemplate({ id, body })
}

const fits = (line: Line, query: string): boolean =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => wordsOf(line).toLowerCase().includes(word))

const wordsOf = (line: Line): string =>
  line.kind === 'macro'
    ? line.of.name
    : [line.of.shortcut, line.of.name, line.of.folder, line.of.body].filter(Boolean).join(' ')

const shortcutOf = (line: Line): string => (line.kind === 'template' ? line.of.shortcut : undefined) ?? ''

/** The one whose shortcut is typed, those whose shortcut begins so, then by name. */
const byShortcut = (query: string) => (one: Line, other: Line) =>
  rank(one, query) - rank(other, query) || one.of.name.localeCompare(other.of.name)

const rank = (line: Line, query: string): number => {
  const wanted = query.trim().toLowerCase()
  const shortcut = shortcutOf(line)
  return wanted === shortcut ? 0 : wanted && shortcut.startsWith(wanted) ? 1 : 2
}

type QuestionsProps = {
  template: Template
  fill(template: Template, input: Record<string, string>): Promise<void>
  back(): void
}

const Questions = ({ template, fill, back }: QuestionsProps) => {
  const [input, setInput] = useState<Record<string, string>>({})
  const isReady = template.inputs.every(({ name, required }) => !required || input[name]?.trim())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value.trim()))
    if (isReady) void fill(template, given)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    back()
  }
  return (
    <form aria-label={template.name} onSubmit={submit} onKeyDown={onKeyDown}>
      <strong>{template.name}</strong>
      {template.inputs.map(({ name, label, required }, index) => (
        <label key={name} className="field-row">
          <span className="label">{label}</span>
          <input
            ref={index === 0 ? focusOnce : undefined}
            className="input"
            maxLength={500}
            required={required}
            value={input[name] ?? ''}
            onChange={({ target }) => setInput({ ...input, [name]: target.value })}
          />
        </label>
      ))}
      <div className="dialog-foot">
        <button type="button" className="btn" onClick={back}>
          {pageWords.cancel}
        </button>
        <button type="submit" className="btn primary" disabled={!isReady}>
          {pageWords.templates.fill}
        </button>
      </div>
    </form>
  )
}

/** A `ref` that is the same at each drawing, so that the field gets the focus when it comes and not at each key. */
const focusOnce = (field: HTMLInputElement | null) => field?.focus()

export default TemplatePanel
