import { useCallback, useEffect, useRef, useState } from 'react'
import type { WebhookDelivery, WebhookEndpoint } from '../../data/api.ts'
import { useDesk } from '../../desk.ts'

type Page = { data: WebhookDelivery[]; next_cursor?: string }

const pageSize = 25
/** An endpoint may take ten seconds to answer, and a replay ends nine after its last event. Milliseconds between looks. */
const looks = [300, 700, 1_500, 3_000, 6_000, 8_000]

/**
 * What became of events at an endpoint, newest event first. It is read when it is shown, when somebody asks, and a few times after
 * something was sent.
 */
export const useDeliveries = (id: WebhookEndpoint['id']) => {
  const { api } = useDesk()
  const [state, setState] = useState<{ page?: Page; error?: unknown }>({})
  const shown = useRef(pageSize)
  const isGone = useRef(false)
  const read = useCallback(async (): Promise<WebhookDelivery[] | undefined> => {
    try {
      const page = await api.listWebhookDeliveries({ id, query: { limit: Math.min(shown.current, 100) } })
      setState({ page })
      return page.data
    } catch (error) {
      setState((before) => ({ ...before, error }))
      return undefined
    }
  }, [api, id])
  useEffect(() => {
    isGone.current = false
    void read()
    return () => {
      isGone.current = true
    }
  }, [read])
  return {
    deliveries: state.page?.data,
    hasMore: state.page?.next_cursor !== undefined,
    error: state.error,
    read,
    more: async () => {
      const { page } = state
      if (!page?.next_cursor) return
      const next = await api.listWebhookDeliveries({
        id,
        query: { limit: pageSize, cursor: page.next_cursor },
      })
      shown.current += pageSize
      setState({ page: { ...next, data: [...page.data, ...next.data] } })
    },
    /** Reads again until `find` finds something, or the page is left; undefined where it takes too long. */
    until: async <T>(
      find: (deliveries: WebhookDelivery[]) => T | undefined | Promise<T | undefined>,
    ): Promise<T | undefined> => {
      for (const wait of looks) {
        await new Promise((resolve) => setTimeout(resolve, wait))
        const found = isGone.current ? undefined : await find((await read()) ?? [])
        if (found !== undefined || isGone.current) return found
      }
      return undefined
    },
  }
}

export type Deliveries = ReturnType<typeof useDeliveries>
