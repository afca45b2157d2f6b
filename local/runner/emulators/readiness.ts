/** Waits until a process is ready. Throws an Error when the process ends first. */
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
