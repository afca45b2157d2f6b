import type { WorkspaceId } from '../ids.ts'

/** What is to be looked at later. */
export const timerRules = ['notice_digest', 'notice_texts', 'webhook_probe', 'workflow_wait'] as const

export type TimerRule = (typeof timerRules)[number]

/**
 * Something to be looked at once its time has come. Nobody takes a timer back: what it is about is read again then, and may
 * need nothing any more.
 */
export type Timer = {
  kind: 'timer'
  workspace: WorkspaceId
  /** The partition that has it, from 0 on. */
  shard: number
  /** Epoch milliseconds. */
  due: number
  rule: TimerRule
  /** What it is about, in words of the rule. */
  subject: string
  version: number
}

/** Timers of all workspaces are due in one list; so many partitions share its writes. */
export const timerShards = 8

/** A timer of a subject is always in the same partition: set twice for one moment, it is one. */
export const newTimer = (facts: Pick<Timer, 'workspace' | 'due' | 'rule' | 'subject'>): Timer => ({
  kind: 'timer',
  shard: shardOf(facts.subject),
  version: 0,
  ...facts,
})

const shardOf = (subject: string): number =>
  Array.from(subject).reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % timerShards
