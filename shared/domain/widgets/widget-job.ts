import type { WidgetId, WorkspaceId } from '../ids.ts'

/** What a visitor asked for in the form of a widget, on its way from the open edge to where it is decided. */
export type WidgetJob = {
  /** Of this request: a delivery that comes again has the same. */
  id: string
  workspace: WorkspaceId
  widgetId: WidgetId
  /** The work that the browser did for it: it counts once. */
  challenge: string
  /** What Turnstile gave the browser, where the widget has that. Good for one request and five minutes. */
  turnstile?: string
  /** As it was typed in. */
  phone: string
  /** The wording that was ticked, and the language it was read in. */
  wording: number
  language: string
  /** The page, without query and fragment. */
  page: string
  /** A keyed hash of the visitor's address; the address itself is kept nowhere. */
  address: string
  /** Such as Firefox. */
  browser: string
  /** Epoch milliseconds. */
  at: number
}

/** What became of a request. Whoever made it is not told. */
export type AskOutcome =
  | 'asked'
  /** The form was switched off meanwhile, or is switched off with this request. */
  | 'form_off'
  /** It came before, or its work was done for another one. */
  | 'repeated'
  /** Turnstile does not take the visitor for a person. */
  | 'no_person'
  | 'capped'
  /** What was typed is no phone that may be asked, or the send gate says no. */
  | 'blocked'

/** Something that may happen once for a widget: a piece of work of a browser, a YES. Forgotten when it cannot come again. */
export type WidgetOnce = {
  kind: 'widget_once'
  workspace: WorkspaceId
  widgetId: WidgetId
  name: string
  /** The request that came with it. */
  jobId?: string
  /** It has led to a question. */
  done?: true
  expiresAt: number
  version: number
}

/** When questions left for one phone, address or widget within the last hour or day. */
export type WidgetCap = {
  kind: 'widget_cap'
  workspace: WorkspaceId
  name: string
  /** Oldest first: how many questions left from when to when (epoch milliseconds). */
  slices: { from: number; last: number; count: number }[]
  expiresAt: number
  version: number
}
