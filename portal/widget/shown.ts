import type { WidgetConfig } from '#contract/widget-page.ts'

/** What is shown, and from where. */
export type Shown = {
  /** Of the script: everything else comes from there, too. */
  host: string
  id: string
  config: WidgetConfig
  language: string
}
