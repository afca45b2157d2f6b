import type { Shape } from '#contract/api/operation.ts'
import type { Operations } from '#contract/api/operations.ts'
import type { Answer } from '#contract/client.ts'

export type Settings = Answer<'getSettings'>

/** What an admin decides for the workspace: each has its words, and its field on one of the pages. */
/** Those of cases have no form yet. */
type WithoutForm = 'systems' | `case_${string}`

export type SettingField = Exclude<keyof Shape<Operations['editSettings']['body']>, WithoutForm>

/** One answer of several: its value, its name, and what it means. */
export type AnswerWords<K extends SettingField> = [value: Settings[K] & string, label: string, help?: string]
