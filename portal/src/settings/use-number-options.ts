import { useDesk, useSource } from '../desk.ts'
import { formatPhone } from '../words/phones.ts'

/** The numbers of the workspace for a list to choose from, by name or as phones. */
export const useNumberOptions = () => {
  const { store } = useDesk()
  useSource(store, store.revision)
  return store.numbers().map(({ id, name, address }) => [id, name ?? formatPhone(address ?? id)] as const)
}
