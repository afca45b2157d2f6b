import { Trash2 } from 'lucide-react'
import type { Template } from '../data/api.ts'
import { TextInput, Toggle } from '../parts/fields.tsx'
import { IconButton } from '../parts/icon.tsx'
import { settingsWords } from '../words/settings.ts'

type Input = Template['inputs'][number]
type Props = { inputs: Input[]; change(inputs: Input[]): void }

const most = 10

/** What agents are asked for when they use a template. */
export const TemplateInputs = ({ inputs, change }: Props) => {
  const { templates: texts } = settingsWords
  const replace = (at: number, changed: Partial<Input>) =>
    change(inputs.map((input, i) => (i === at ? { ...input, ...changed } : input)))
  return (
    <section className="card" aria-label={texts.inputs}>
      <h2>{texts.inputs}</h2>
      <p className="help">{texts.inputsHelp}</p>
      {inputs.map((input, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its name is what is being written
        <div key={i} className="template-input">
          <TextInput
            path={`inputs.${i}.name`}
            label={texts.inputName}
            value={input.name}
            maxLength={40}
            change={(name) => replace(i, { name })}
          />
          <TextInput
            path={`inputs.${i}.label`}
            label={texts.inputLabel}
            value={input.label}
            maxLength={100}
            change={(label) => replace(i, { label })}
          />
          <Toggle
            path={`inputs.${i}.required`}
            label={texts.required}
            value={input.required}
            change={(required) => replace(i, { required })}
          />
          <IconButton
            icon={Trash2}
            label={texts.remove(input.name)}
            onClick={() => change(inputs.filter((_, at) => at !== i))}
          />
        </div>
      ))}
      {inputs.length < most && (
        <button
          type="button"
          className="btn template-more"
          onClick={() => change([...inputs, { name: '', label: '', required: true }])}
        >
          {texts.addInput}
        </button>
      )}
    </section>
  )
}
