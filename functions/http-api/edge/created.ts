const made = new WeakSet<object>()

/** Marks an answer of an operation that creates or changes: what was created is answered with 201. */
export const asCreated = <T extends object>(answer: T): T => {
  made.add(answer)
  return answer
}

export const isCreated = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && made.has(answer)
