import { useCallback } from 'react'
import { each } from '#contract/client.ts'
import type { Template } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { Select, TextInput } from '../parts/fields.tsx'
import { useLoad } from '../parts/use-load.ts'
import { pageWords } from '../words/pages.ts'
import { CaseTextPreview, useCaseTexts } from './case-texts.tsx'
import type { Case } from './customer-cases.ts'

type TaskText = { template: Template['id'] | ''; input: Record<string, string> }

type FieldsProps = TaskText & { change(text: Partial<TaskText>): void }

/** The text to the customer that is the step of a task, and what it asks for. */
export const TaskTextFields = ({ template, input, change }: FieldsProps) => {
  const { api } = useDesk()
  const { cases: texts } = pageWords
  const read = useCallback(() => Array.fromAsync(each(api.listTemplates, { query: { limit: 100 } })), [api])
  const { data = [] } = useLoad(read)
  const fitting = data.filter(({ use }) => use === 'case' || use === 'reply')
  const chosen = fitting.find(({ id }) => id === template)
  return (
    <>
      <Select<string>
        path="template_id"
        label={texts.taskText}
        help={texts.taskTextHelp}
        value={template}
        options={[['', texts.noTaskText], ...fitting.map(({ id, name }) => [id, name] as const)]}
        change={(id) => change({ template: id as TaskText['template'], input: {} })}
      />
      {chosen?.inputs.map(({ name, label }) => (
        <TextInput
          key={name}
          path={`input.${name}`}
          label={label}
          value={input[name] ?? ''}
          maxLength={500}
          change={(value) => change({ input: { ...input, [name]: value } })}
        />
      ))}
    </>
  )
}

type StepProps = { one: Case; resolve(): Promise<void> }

/** The step of a task: what the customer gets, whether it may leave, and one press that sends it and ends the task. */
export const TaskStep = ({ one, resolve }: StepProps) => {
  const { cases: texts } = pageWords
  const [text] = useCaseTexts({ event: 'done', case_id: one.id, send_text: true })
  const isBlocked = text?.gate?.decision === 'block' || text?.code !== undefined
  return (
    <section className="case-box" aria-label={texts.taskStep}>
      <h3>{texts.taskStep}</h3>
      {text && <CaseTextPreview {...text} />}
      <button type="button" className="btn primary" disabled={!text || isBlocked} onClick={resolve}>
        {texts.textAndResolve}
      </button>
    </section>
  )
}
