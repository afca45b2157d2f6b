import { useEffect, useState } from 'react'
import type { ReportKey } from '#contract/reports.ts'
import { Select, TextInput } from '../parts/fields.tsx'
import { reportWords } from '../words/reports.ts'
import { type Days, type Range, type RangeName, rangeNames } from './range.ts'

/** Which days: a usual stretch, or dates of one's own. */
export const RangeChoice = ({ range, change }: { range: Range; change(range: Range): void }) => (
  <>
    <Select<RangeName>
      path="range"
      label={reportWords.range}
      value={range.name}
      options={rangeNames.map((name) => [name, reportWords.ranges[name]])}
      change={(name) => change({ ...range, name })}
    />
    {range.name === 'own' && <Dates range={range} change={(days) => change({ name: 'own', ...days })} />}
  </>
)

/** A date is taken when it is whole and makes sense with the other: while somebody types, neither may be. */
const Dates = ({ range, change }: { range: Range; change(days: Days): void }) => {
  const { from, to } = range
  const [typed, setTyped] = useState<Days>({ from, to })
  useEffect(() => setTyped({ from, to }), [from, to])
  const type = (part: Partial<Days>) => {
    const days = { ...typed, ...part }
    setTyped(days)
    if (days.from && days.to && days.from <= days.to) change(days)
  }
  return (
    <>
      <TextInput
        path="from"
        type="date"
        label={reportWords.from}
        value={typed.from}
        change={(from) => type({ from })}
      />
      <TextInput
        path="to"
        type="date"
        label={reportWords.to}
        value={typed.to}
        change={(to) => type({ to })}
      />
    </>
  )
}

/** What the rows are. */
export const ByChoice = ({
  by,
  among,
  change,
}: {
  by: ReportKey
  among: readonly ReportKey[]
  change(by: ReportKey): void
}) => (
  <Select<ReportKey>
    path="by"
    label={reportWords.by}
    value={by}
    options={among.map((key) => [key, reportWords.keys[key]])}
    change={change}
  />
)
