/** Waits for something, but not longer than this; what comes after goes on either way. */
export const atMost = async (seconds: number, work: Promise<unknown>) => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, seconds * 1000)
  await Promise.race([work, promise]).finally(() => clearTimeout(timer))
}
