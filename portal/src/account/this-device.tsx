import { useEffect, useMemo, useState } from 'react'
import { useDesk } from '../desk.ts'
import { createDevice, type PushState } from '../notify/device.ts'
import type { popUpPermission } from '../notify/show-pop-up.ts'
import { Toggle } from '../parts/fields.tsx'
import { pageWords } from '../words/pages.ts'

/** What the person has said to this browser, and what looks once more after they were asked. */
export type Asking = { permission: ReturnType<typeof popUpPermission>; asked(): void }

/** Each browser is switched on by itself, and asks its person once more. */
export const ThisDevice = ({ permission, asked }: Asking) => {
  const { api, me, config } = useDesk()
  const device = useMemo(() => createDevice({ api, me, key: config.pushKey }), [api, me, config])
  const [state, setState] = useState<PushState>()
  /** What was just chosen, until the browser and the API have agreed. */
  const [wanted, setWanted] = useState<boolean>()
  const [hasFailed, setFailed] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was said to the browser is part of its state
  useEffect(() => {
    device.state().then(setState)
  }, [device, permission])
  const turn = async (on: boolean) => {
    if (wanted !== undefined) return
    setWanted(on)
    setFailed(false)
    try {
      setState(await (on ? device.turnOn() : device.turnOff()))
    } catch {
      setFailed(true)
      setState(await device.state())
    }
    setWanted(undefined)
    asked()
  }
  const { thisDevice, deviceStates, deviceFailed } = pageWords.notify
  if (state === undefined) return null
  return (
    <Toggle
      path="push_subscriptions"
      label={thisDevice}
      help={<span role="status">{hasFailed ? deviceFailed : deviceStates[state]}</span>}
      value={wanted ?? state === 'on'}
      disabled={state === 'unsupported' || state === 'blocked'}
      change={turn}
    />
  )
}
