const atOnce = 6

/** Works on each item, six at a time, so that many requests do not stand in each other's way. */
export const someAtOnce = async <T>(
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> => {
  const left = items.values()
  const worker = async () => {
    for (const item of left) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
