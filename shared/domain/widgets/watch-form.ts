import { hour } from '../time.ts'
import type { Widget, WidgetUse } from './widget.ts'

/** So many are asked within an hour before the form is judged, and one in so many of them must say YES. */
const watched = { asked: 20, oneIn: 10 }

/** Whether hardly anybody who was asked within the hour meant it: somebody types in phones of others. */
export const isAbused = ({ watch }: WidgetUse, now: number): boolean =>
  watch !== undefined &&
  now - watch.from < hour &&
  watch.asked >= watched.asked &&
  watch.confirmed * watched.oneIn < watch.asked

/** With one more question. The hour begins with the first one. */
export const withAsked = (use: WidgetUse, now: number): WidgetUse => {
  const watch = use.watch && now - use.watch.from < hour ? use.watch : { from: now, asked: 0, confirmed: 0 }
  return { ...use, asked: use.asked + 1, watch: { ...watch, asked: watch.asked + 1 } }
}

/** With one more YES. */
export const withConfirmed = ({ watch, ...use }: WidgetUse): WidgetUse => ({
  ...use,
  confirmed: use.confirmed + 1,
  ...(watch && { watch: { ...watch, confirmed: watch.confirmed + 1 } }),
})

/** The widget without its form, until an admin switches it on again; and its use, to be watched anew from then on. */
export const stopped = (widget: Widget, { watch: _, ...use }: WidgetUse, now: number) => ({
  widget: { ...widget, form: 'off', formStoppedAt: now } satisfies Widget,
  use: use satisfies WidgetUse,
})

/** What admins read of it. */
export const stoppedWords = ({ name }: Pick<Widget, 'name'>) => ({
  subject: `The form of “${name}” switched itself off`,
  body: [
    `Of twenty phones that the form of the widget “${name}” asked within an hour, fewer than one in ten said YES. Somebody may be typing in phones of others.`,
    'The button and its code work on. Switch the form on again when you think that it is over: Settings > Widgets.',
  ].join('\n\n'),
})
