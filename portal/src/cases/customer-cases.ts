import { createContext, useCallback, useEffect, useState } from 'react'
import type { Answer } from '#contract/client.ts'
import type { Conversation } from '../data/api.ts'
import { useDesk } from '../desk.ts'

export type Case = Answer<'getCase'>

/** The cases of the customer whose conversation is open, newest first. */
type CustomerCases = { cases: readonly Case[]; read(): Promise<void> }

export const CustomerCases = createContext<CustomerCases>({ cases: [], read: async () => {} })

const most = 50

/** Read when a conversation is opened, again when it shows another case than before, and when one of the customer is told of. */
export const useCustomerCases = ({ contact_id, case: shown }: Conversation): CustomerCases => {
  const { api, caseNews } = useDesk()
  const [cases, setCases] = useState<readonly Case[]>([])
  const read = useCallback(async () => {
    const { data } = await api.listCases({ query: { contact_id, limit: most } })
    setCases(data)
  }, [api, contact_id])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another case is news of them
  useEffect(() => void read().catch(() => {}), [read, shown?.id])
  useEffect(
    () => caseNews.subscribe((news) => void (news.contact_id === contact_id && read().catch(() => {}))),
    [caseNews, contact_id, read],
  )
  return { cases, read }
}

export const isOpen = ({ state }: Case): boolean => state !== 'done'

export const nameOf = ({ number, subject }: Pick<Case, 'number' | 'subject'>): string =>
  `#${number} ${subject}`
