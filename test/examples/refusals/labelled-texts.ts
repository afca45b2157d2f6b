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
