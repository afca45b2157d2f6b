import type { TemplateId, WorkspaceId } from '../ids.ts'

/** The one record that holds a shortcut, so that conditional writes keep it for one template. */
export type TemplateShortcut = {
  kind: 'template_shortcut'
  workspace: WorkspaceId
  shortcut: string
  templateId: TemplateId
  version: number
}
