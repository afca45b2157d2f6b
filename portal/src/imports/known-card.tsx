import { useEffect } from 'react'
import { useDesk, useSource } from '../desk.ts'
import { RadioList, TextInput } from '../parts/fields.tsx'
import { settingsWords } from '../words/settings.ts'
import type { Said } from './said.ts'

type CardProps = { said: Said; hasIds: boolean; change(said: Said): void }

/** What tells that a customer is known, and what becomes of them. */
export const KnownCard = ({ said, hasIds, change }: CardProps) => {
  const { settings } = useDesk()
  const systems = useSource(settings, settings.get)?.systems ?? []
  useEffect(() => settings.want(), [settings])
  const { imports: texts } = settingsWords
  return (
    <section className="card" aria-labelledby="known">
      <h2 id="known">{texts.known}</h2>
      {hasIds && (
        <>
          <TextInput
            path="system"
            label={texts.system}
            help={texts.systemHelp}
            value={said.system}
            maxLength={40}
            list="import-systems"
            change={(system) => change({ ...said, system })}
          />
          <datalist id="import-systems">
            {systems.map(({ key }) => (
              <option key={key} value={key} />
            ))}
          </datalist>
          <RadioList<Said['match']>
            path="match"
            label={texts.match}
            value={said.match}
            options={(['phone', 'external_id'] as const).map((one) => [one, texts.matches[one]])}
            change={(match) => change({ ...said, match })}
          />
        </>
      )}
      <RadioList<Said['onMatch']>
        path="on_match"
        label={texts.onMatch}
        value={said.onMatch}
        options={(['update', 'fill', 'skip'] as const).map((one) => [one, ...texts.onMatches[one]])}
        change={(onMatch) => change({ ...said, onMatch })}
      />
    </section>
  )
}
