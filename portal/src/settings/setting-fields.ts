import type { Shape } from '#contract/api/operation.ts'
import type { Operations } from '#contract/api/operations.ts'
import type { Answer } from '#contract/client.ts'

export type Settings = Answer<'getSettings'>

/** What an admin decides for the workspace: each has its words, and its field on one of the pages. */
export type SettingField = keyof Shape<Operations['editSettings']['body']>

/** One answer of several: its value, its name, and what it means. */
export type AnswerWords<K extends SettingField> = [value: Settings[K] & string, label: string, help?: string]
