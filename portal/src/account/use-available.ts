import { useDesk, useSource } from '../desk.ts'
import { describeError } from '../parts/state.tsx'

/** Whether the person takes conversations that are handed out, and the switch for it. */
export const useAvailable = (): { available: boolean; turn(): Promise<void> } => {
  const { api, me, store, toasts } = useDesk()
  const available = useSource(store, () => (store.agent(me.id) ?? me).available)
  const turn = async () => {
    try {
      const { agent } = await api.editMe({ body: { available: !available } })
      if (agent) store.apply([{ t: 'agent', row: agent }])
    } catch (error) {
      toasts.add(describeError(error))
    }
  }
  return { available, turn }
}
