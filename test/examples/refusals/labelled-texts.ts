import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Language, languages } from '#domain/settings/settings.ts'
import later from './written-after.json' with { type: 'json' }
import first from './written-first.json' with { type: 'json' }

export type Label = 'opt_out' | 'review' | 'none'

const labels = ['opt_out', 'review', 'none'] as const

/** Texts of customers with what Parley should make of them. README.md says what the labels mean. */
export const labelledTexts: { language: Language; label: Label; body: string }[] = [first, later].flatMap(
  (texts) =>
    languages.flatMap((language) =>
      labels.flatMap((label) => texts[language][label].map((body) => ({ language, label, body }))),
    ),
)

/** A text of which only counts whether it refuses, in whichever tier. */
export type ReadText = { language: Language; refuses: boolean; body: string }

const inFiles = (name: 'learned' | 'unseen'): ReadText[] =>
  languages.flatMap((language) =>
    [true, false].flatMap((refuses) =>
      linesOf(`${name}-${language}-${refuses ? 'refusal' : 'none'}.txt`).map((body) => ({
        language,
        refuses,
        body,
      })),
    ),
  )

const linesOf = (file: string): string[] =>
  readFileSync(join(import.meta.dirname, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')

/** Every text that the model learns from. */
export const learnedTexts: ReadText[] = [
  ...labelledTexts.map(({ language, label, body }) => ({ language, refuses: label !== 'none', body })),
  ...inFiles('learned'),
]

/** Texts that it does not learn from. */
export const unseenTexts: ReadText[] = inFiles('unseen')
