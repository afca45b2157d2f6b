/** What is known of a part that the queue has brought, of its thread and of its message. */
export type PartFacts = {
  /**
   * The request to the carrier that is recorded on the thread: there is none; it is `ours`, though its write was reported
   * as failed; it may be `running`; it is `over`, its part has an outcome; it was `abandoned` without one.
   */
  attempt: 'none' | 'ours' | 'running' | 'over' | 'abandoned'
  /** Whether the part is still to be sent, or has its outcome, was withdrawn or lies behind one that was put aside. */
  part: 'due' | 'done'
  /** The part that the thread has paid credits for. */
  charge: 'none' | 'this part' | 'another part'
  /** Whether an opt-out waits to be stored. */
  stop: 'none' | 'requested'
  /** The slot in the number's rate that is reserved for the part. */
  slot: 'none' | 'later' | 'now'
}

/**
 * `settle`: end the attempt that was left, by its outcome or as unknown, and what it paid. `wait`: come again later. `give back`: return the credits of a part
 * that is not sent now. `reserve`: take a slot in the number's rate. `go`: record the attempt and call the carrier. The send
 * gate is asked again before `reserve`, before `go`, and before a wait for a slot.
 */
export type PartDecision = 'settle' | 'wait' | 'give back' | 'reserve' | 'go'

/** The first row whose facts are all given decides, so a row need not repeat what the rows before it have ruled out. */
export const partRows: readonly (readonly [Partial<PartFacts>, PartDecision])[] = [
  // One request of a thread at a time, and what an earlier one left behind is settled before another begins.
  [{ attempt: 'running' }, 'wait'],
  [{ attempt: 'abandoned' }, 'settle'],
  [{ attempt: 'ours', part: 'due' }, 'go'],
  [{ attempt: 'ours', part: 'done' }, 'settle'],
  [{ attempt: 'over', charge: 'this part' }, 'settle'],
  [{ attempt: 'over', charge: 'another part' }, 'settle'],
  // Credits that were paid for a part that is not sent now go back.
  [{ charge: 'another part' }, 'give back'],
  [{ part: 'done' }, 'give back'],
  // An opt-out that waits to be stored comes before everything that would be sent.
  [{ stop: 'requested' }, 'wait'],
  [{ slot: 'none' }, 'reserve'],
  [{ slot: 'later' }, 'wait'],
  [{ slot: 'now' }, 'go'],
]

/** Whether a part leaves now, and what is to be done about it if not. */
export const decidePart = (facts: PartFacts): PartDecision => {
  const row = partRows.find(([given]) => matches(given, facts))
  if (!row) throw new Error('No row of the table fits the part.')
  return row[1]
}

const matches = (given: Partial<PartFacts>, facts: PartFacts): boolean =>
  (Object.keys(given) as (keyof PartFacts)[]).every((fact) => given[fact] === facts[fact])
