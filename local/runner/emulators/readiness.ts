/** Asks again and again until it is so. Throws when what is waited for has ended instead. */
export const untilStopped = async (
  isReady: () => Promise<boolean>,
  ended: Promise<void>,
  message: string,
) => {
  let over = false
  void ended.then(() => {
    over = true
  })
  while (!(await isReady())) if (over) throw new Error(message)
}
