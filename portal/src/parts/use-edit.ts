import { useEffect, useState } from 'react'
import { isProblem } from '#contract/client.ts'

type Options<R> = {
  /** Names what is edited: changes that are not saved yet are still there when the page is opened again. */
  name: string
  record: R
  read(): Promise<R>
  /** Saves what has changed over the version that was read. */
  write(changes: Partial<R>, base: R): Promise<R>
  /** Takes up what was saved, or what somebody else saved. */
  put(record: R): void
}

export type Edit<R> = {
  base: R
  /** The record as it will be. */
  value: R
  changes: Partial<R>
  isChanged: boolean
  isSaving: boolean
  /** What the last try to save was refused with. */
  error: unknown
  /** What somebody else has saved meanwhile, until it is decided whose version holds. */
  newer: R | undefined
  change(patch: Partial<R>): void
  discard(): void
  save(): Promise<boolean>
  /** Saves the changes over what somebody else saved. */
  keepMine(): Promise<boolean>
  takeTheirs(): void
}

/** Changes, and the record that they were made to. */
type Held<R> = { base: R; changes: Partial<R> }
const unsaved = new Map<string, Held<object>>()

/** Changes to one record, kept apart from it until they are saved. Only what differs is sent. */
export const useEdit = <R extends object>({ name, record, read, write, put }: Options<R>): Edit<R> => {
  const [held, setHeld] = useState(() => unsaved.get(name) as Held<R> | undefined)
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const [newer, setNewer] = useState<R>()
  const { base, changes } = held ?? { base: record, changes: {} }
  useWarning(held !== undefined)

  const hold = (next: Partial<R>) => {
    const isChanged = Object.keys(next).length > 0
    const now = isChanged ? { base, changes: next } : undefined
    if (now) unsaved.set(name, now)
    else unsaved.delete(name)
    setHeld(now)
  }
  const finish = (saved: R) => {
    put(saved)
    hold({})
    setNewer(undefined)
    setError(undefined)
  }
  const saveOver = async (over: R) => {
    setSaving(true)
    setError(undefined)
    try {
      finish(await write(changes, over))
      return true
    } catch (refusal) {
      if (isProblem(refusal, 'precondition_failed')) setNewer(await read().catch(() => undefined))
      setError(refusal)
      return false
    } finally {
      setSaving(false)
    }
  }
  return {
    ...{ base, value: { ...base, ...changes }, changes, isSaving, error, newer },
    isChanged: held !== undefined,
    change: (patch) => hold(differing(base, { ...changes, ...patch })),
    discard: () => {
      hold({})
      setError(undefined)
    },
    save: () => saveOver(base),
    keepMine: () => saveOver(newer ?? base),
    takeTheirs: () => newer && finish(newer),
  }
}

/** What is as it was is no change. */
const differing = <R extends object>(record: R, changes: Partial<R>): Partial<R> =>
  Object.fromEntries(
    Object.entries(changes).filter(([key, value]) => !isSame(value, record[key as keyof R])),
  ) as Partial<R>

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** The browser asks before it closes a page with changes. */
const useWarning = (isChanged: boolean) => {
  useEffect(() => {
    if (!isChanged) return
    const ask = (event: Event) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isChanged])
}
