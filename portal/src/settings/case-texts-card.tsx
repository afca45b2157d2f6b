import { useCallback } from 'react'
import { each } from '#contract/client.ts'
import { useDesk } from '../desk.ts'
import { Select, Toggle } from '../parts/fields.tsx'
import type { Edit } from '../parts/use-edit.ts'
import { useLoad } from '../parts/use-load.ts'
import { pageWords } from '../words/pages.ts'
import { settingsWords } from '../words/settings.ts'
import type { Settings } from './setting-fields.ts'

type Rule = Settings['case_texts'][number]
type RuleOf = Pick<Rule, 'type' | 'event'>

const types: Rule['type'][] = ['ticket', 'opportunity', 'task']
const events: Rule['event'][] = ['created', 'updated', 'status', 'done']

/** From which templates customers are told of their cases, by type and event. */
export const CaseTextsCard = ({ edit: { value, change } }: { edit: Edit<Settings> }) => {
  const { api } = useDesk()
  const [title, help] = settingsWords.workspace.fields.case_texts
  const read = useCallback(
    () => Array.fromAsync(each(api.listTemplates, { query: { use: 'case', limit: 100 } })),
    [api],
  )
  const { data = [] } = useLoad(read)
  const options = data.map(({ id, name }) => [id as string, name] as const)
  const rules = value.case_texts
  const put = (of: RuleOf, changes: Partial<Rule>) => {
    const known = rules.find((rule) => isSame(rule, of))
    const next = withoutEmpty({ on: true, ...of, ...known, ...changes })
    const others = known ? rules.map((rule) => (rule === known ? next : rule)) : [...rules, next]
    change({ case_texts: others.filter((rule) => rule.sms_template_id || rule.email_template_id) })
  }
  return (
    <section className="card" aria-labelledby="case-texts">
      <h2 id="case-texts">{title}</h2>
      <p className="help">{help}</p>
      {types.map((type) => (
        <fieldset key={type} className="group">
          <legend>{pageWords.cases.types[type]}</legend>
          {events.map((event) => (
            <RuleFields
              key={event}
              of={{ type, event }}
              at={rules.findIndex((rule) => isSame(rule, { type, event }))}
              rule={rules.find((rule) => isSame(rule, { type, event }))}
              options={options}
              put={put}
            />
          ))}
        </fieldset>
      ))}
    </section>
  )
}

const isSame = (one: RuleOf, other: RuleOf): boolean => one.type === other.type && one.event === other.event

/** What is not chosen is left out. */
const withoutEmpty = ({ sms_template_id, email_template_id, ...rule }: Rule): Rule => ({
  ...rule,
  ...(sms_template_id && { sms_template_id }),
  ...(email_template_id && { email_template_id }),
})

type RuleProps = {
  of: RuleOf
  at: number
  rule: Rule | undefined
  options: (readonly [string, string])[]
  put(of: RuleOf, changes: Partial<Rule>): void
}

const RuleFields = ({ of, at, rule, options, put }: RuleProps) => {
  const { cases: texts } = settingsWords
  const path = (field: string) => `case_texts.${at < 0 ? `${of.type}_${of.event}` : at}.${field}`
  return (
    <fieldset className="case-rule" aria-label={texts.events[of.event]}>
      {rule ? (
        <Toggle
          path={path('on')}
          label={texts.events[of.event]}
          value={rule.on}
          change={(on) => put(of, { on })}
        />
      ) : (
        <p>{texts.events[of.event]}</p>
      )}
      {(['sms', 'email'] as const).map((channel) => (
        <Select<string>
          key={channel}
          path={path(`${channel}_template_id`)}
          label={texts.channels[channel]}
          value={rule?.[`${channel}_template_id`] ?? ''}
          options={[['', texts.nothing], ...options]}
          change={(id) => put(of, { [`${channel}_template_id`]: id || undefined })}
        />
      ))}
    </fieldset>
  )
}
