import { Check } from 'lucide-react'
import { settingsWords } from '../words/settings.ts'

/** Where somebody is on the way from a file to records. `at`: the step that is done now; behind the last one all are done. */
export const ImportSteps = ({ at }: { at: number }) => (
  <ol className="steps">
    {settingsWords.imports.steps.map((name, i) => (
      <li key={name} className={i < at ? 'done' : undefined} aria-current={i === at ? 'step' : undefined}>
        <span className="mark" aria-hidden="true">
          {i < at ? <Check /> : i + 1}
        </span>
        {name}
      </li>
    ))}
  </ol>
)
