import type { TeamId, TemplateId, WorkspaceId } from '../ids.ts'
import type { TextFormat } from '../text/plain-text.ts'

/** A text with variables, filled in when it is sent. */
export type Template = {
  kind: 'template'
  workspace: WorkspaceId
  id: TemplateId
  name: string
  /** By which agents find it: in small letters, and of one live template only. */
  shortcut?: string
  folder?: string
  use: TemplateUse
  body: string
  /** What the body and its translations are written in. */
  format: TextFormat
  /** The body in other languages, by BCP 47 tag. */
  locales: Record<string, string>
  inputs: TemplateInput[]
  /** Whose agents see it; all do where there are none. */
  teamIds: TeamId[]
  archived: boolean
  createdAt: number
  version: number
}

/** For what it is written: agents' replies, texts of cases, of workflows, or by a number itself. */
export const templateUses = ['reply', 'case', 'workflow', 'number'] as const

export type TemplateUse = (typeof templateUses)[number]

/** What whoever sends it is asked for. */
type TemplateInput = { name: string; label: string; required: boolean }

/** What is written of a template. */
export type TemplateContent = Pick<Template, 'use' | 'body' | 'format' | 'locales' | 'inputs'>
