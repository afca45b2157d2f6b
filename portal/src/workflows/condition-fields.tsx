import { Trash2 } from 'lucide-react'
import {
  attributePrefix,
  factOf,
  operatorsOf,
  plainFacts,
  subjectsOf,
  type TriggerType,
} from '#contract/workflow-facts.ts'
import { CheckList, Select, TextInput } from '../parts/fields.tsx'
import { IconButton } from '../parts/icon.tsx'
import { pageWords } from '../words/pages.ts'
import { workflowWords } from '../words/workflows.ts'
import { type Condition, choicesOf, type Names } from './names.ts'

type Props = {
  path: string
  trigger: TriggerType
  condition: Condition
  names: Names
  change(condition: Condition): void
  remove(): void
}

type Fact = Condition['fact']

/** The facts that the events of a trigger have. */
const factsOf = (trigger: TriggerType): Fact[] =>
  plainFacts.filter((fact) => subjectsOf[trigger].includes(factOf(fact).of))

/** A condition on a fact that the trigger has. */
export const firstCondition = (trigger: TriggerType): Condition =>
  conditionOn(factsOf(trigger).find((fact) => fact === 'message.body') ?? factsOf(trigger)[0] ?? anyAttribute)

const anyAttribute: Fact = `${attributePrefix}`

/** What a fact is asked first. */
const conditionOn = (fact: Fact): Condition => {
  const { type, values } = factOf(fact)
  const [op = 'is'] = operatorsOf[type]
  return { fact, op: fact === 'message.body' ? 'contains' : op, value: firstValue[type] ?? values?.[0] ?? '' }
}

const firstValue: Partial<Record<string, Condition['value']>> = { flag: true, number: 1, time: '09:00' }

export const ConditionFields = ({ path, trigger, condition, names, change, remove }: Props) => {
  const { fact, op } = condition
  const isAttribute = fact.startsWith(attributePrefix)
  const { type } = factOf(fact)
  const facts = factsOf(trigger).map(
    (one) => [one as string, workflowWords.facts[one as keyof typeof workflowWords.facts]] as const,
  )
  const hasContact = subjectsOf[trigger].includes('contact')
  const ops = operatorsOf[type].map((one) => [one, workflowWords.operators[one]] as const)
  return (
    <fieldset className="workflow-row" aria-label={workflowWords.condition}>
      <div className="workflow-fields">
        <Select<string>
          path={`${path}.fact`}
          label={workflowWords.fact}
          value={isAttribute ? attributePrefix : fact}
          options={[...facts, ...(hasContact ? [[attributePrefix, workflowWords.attribute] as const] : [])]}
          change={(chosen) => change(conditionOn(chosen as Fact))}
        />
        {isAttribute && (
          <TextInput
            path={`${path}.fact`}
            label={workflowWords.attributeName}
            value={fact.slice(attributePrefix.length)}
            maxLength={60}
            change={(key) => change({ ...condition, fact: `${attributePrefix}${key}` })}
          />
        )}
        <Select<Condition['op']>
          path={`${path}.op`}
          label={workflowWords.op}
          value={op}
          options={ops}
          change={(chosen) => change(withOperator(condition, chosen))}
        />
        <ValueField
          path={`${path}.value`}
          condition={condition}
          names={names}
          change={(value) => change({ ...condition, value })}
        />
      </div>
      <IconButton icon={Trash2} label={workflowWords.removeCondition} onClick={remove} />
    </fieldset>
  )
}

/** The value stays where the operator takes such a one. */
const withOperator = ({ fact, value }: Condition, op: Condition['op']): Condition => {
  if (op === 'is_set' || op === 'is_not_set') return { fact, op }
  const listed = op === 'in' || op === 'not_in'
  if (listed) return { fact, op, value: Array.isArray(value) ? value : [String(value ?? '')].filter(Boolean) }
  return { fact, op, value: Array.isArray(value) ? (value[0] ?? '') : (value ?? conditionOn(fact).value) }
}

type ValueProps = {
  path: string
  condition: Condition
  names: Names
  change(value: Condition['value']): void
}

const ValueField = ({ path, condition: { fact, op, value }, names, change }: ValueProps) => {
  const { type } = factOf(fact)
  const label = workflowWords.value
  if (op === 'is_set' || op === 'is_not_set') return <span />
  if (type === 'flag')
    return (
      <Select<'yes' | 'no'>
        path={path}
        label={label}
        value={value ? 'yes' : 'no'}
        options={[
          ['yes', workflowWords.yes],
          ['no', workflowWords.no],
        ]}
        change={(chosen) => change(chosen === 'yes')}
      />
    )
  const options = optionsOf(names, fact)
  if (options && !Array.isArray(value))
    return (
      <Select<string>
        path={path}
        label={label}
        value={String(value ?? '')}
        options={[['', workflowWords.choose], ...options]}
        change={change}
      />
    )
  if (options && Array.isArray(value)) return <CheckList {...{ path, label, value, options, change }} />
  if (Array.isArray(value)) return <Listed {...{ path, value, change }} />
  return (
    <TextInput
      path={path}
      label={label}
      type={type === 'time' ? 'time' : 'text'}
      value={String(value ?? '')}
      maxLength={500}
      change={(written) => change(type === 'number' ? Number(written) || 0 : written)}
    />
  )
}

type ListProps = { path: string; value: string[]; change(value: string[]): void }

/** Words with commas between them; what is being written keeps its comma. */
const Listed = ({ path, value, change }: ListProps) => (
  <TextInput
    path={path}
    label={workflowWords.values}
    value={value.join(',')}
    maxLength={2000}
    change={(written) => change(written.split(',').map((one) => one.trimStart()))}
  />
)

/** The values of a fact that has few of them, or ids. */
const optionsOf = (
  { numbers, teams, nameOf }: Names,
  fact: Fact,
): (readonly [string, string])[] | undefined => {
  if (fact === 'number') return choicesOf(numbers, nameOf)
  if (fact === 'conversation.team' || fact === 'case.team') return choicesOf(teams, nameOf)
  if (fact === 'case.type')
    return Object.entries(pageWords.cases.types).map(([type, name]) => [type, name as string] as const)
  return factOf(fact).values?.map((one) => [one, one] as const)
}
