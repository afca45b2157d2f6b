import type { TemplateId } from '../ids.ts'

/** What a message keeps of the template that it was made from. */
export type UsedTemplate = { id: TemplateId; version: number }
