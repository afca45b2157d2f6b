import type { Desk } from '../desk.ts'
import { createDevice, isPushedTo } from './device.ts'

/** So long signing out waits for it, where the connection is slow. */
const patienceMilliseconds = 3_000

/** Ends pushes to this browser before its person signs out: whoever sits down next is not called for them. */
export const leaveDevice = async ({
  api,
  me,
  config,
}: Pick<Desk, 'api' | 'me' | 'config'>): Promise<void> => {
  if (!isPushedTo()) return
  const over = createDevice({ api, me, key: config.pushKey }).turnOff()
  const patience = new Promise((resolve) => setTimeout(resolve, patienceMilliseconds))
  await Promise.race([over, patience]).catch(() => {})
}
