import type { Page, Route } from 'playwright-core'

const manyRows = 10_000
const perPage = 100

const newest = Date.parse('2026-11-01T12:00:00Z')

/** What the API would answer with of the n-th of ten thousand customers, and after a further text (epoch milliseconds). */
export const manyRow = (index: number, textedAt = newest - index * 60_000, version = 1) => {
  const at = new Date(textedAt).toISOString()
  const order = String(manyRows - index).padStart(20, '0')
  return {
    ...{ id: `cnv_${order}abcdefghjkmnpq`, state: 'open', phone: `+1206${String(5_550_000 + index)}` },
    ...{ number: { id: 'num_00000000' }, contact_id: 'con_00000000', contact_name: `Customer ${index}` },
    ...{ metadata: {}, participants: [], tags: [], unread: index % 3 === 0, new: false },
    ...{ held_count: 0, version, last_activity_at: at, opened_at: at, waiting_since: at },
    last_message: { id: 'msg_x', direction: 'inbound', preview: `Text ${index}`, at, status: 'received' },
    threading: { decision: 'start', reason: 'no_conversation_before', at },
  }
}

/** Which of the ten thousand an id is of. */
export const manyIndex = (id: string): number => manyRows - Number(id.slice(4, 24))

const answerList = (route: Route) => {
  const query = new URL(route.request().url()).searchParams
  const from = Number(query.get('cursor') ?? 0)
  const to = Math.min(from + perPage, manyRows)
  const data = Array.from({ length: to - from }, (_, index) =>
    manyRow(query.get('sort') === 'waiting' ? manyRows - 1 - from - index : from + index),
  )
  const more = to < manyRows
  return route.fulfill({ json: { data, has_more: more, ...(more && { next_cursor: String(to) }) } })
}

/** Puts ten thousand conversations into the page's inbox, in pages as the API gives them. */
export const fillInbox = async (page: Page): Promise<void> => {
  await page.route('**/v1/conversations?*', answerList)
  await page.reload()
  await page.getByText('Customer 0', { exact: true }).waitFor()
}

/** The element that scrolls, in the inbox. */
export const inboxList = (page: Page) => page.getByRole('navigation', { name: 'Conversations' })

/** To an end of the list, or so many pixels down. */
export const scrollInbox = (page: Page, place: 'top' | 'bottom' | number) =>
  inboxList(page).evaluate((element, to) => {
    const scrolled = element as unknown as { scrollTop: number; scrollHeight: number }
    scrolled.scrollTop = to === 'bottom' ? scrolled.scrollHeight : to === 'top' ? 0 : to
  }, place)

/** Waits until the list has come to rest: before that its rows take no pointer, and move once more when they are measured. */
export const stillInbox = (page: Page): Promise<void> =>
  inboxList(page).evaluate(async (element) => {
    const nav = element as unknown as { querySelectorAll(of: string): ArrayLike<Row> }
    type Row = { getBoundingClientRect(): { top: number } }
    const world = globalThis as unknown as {
      requestAnimationFrame(work: () => void): void
      getComputedStyle(of: Row): { pointerEvents: string }
    }
    const frame = () => new Promise<void>((resolve) => world.requestAnimationFrame(resolve))
    const places = () =>
      Array.from(nav.querySelectorAll('.row'), (row) => [
        row.getBoundingClientRect().top,
        world.getComputedStyle(row).pointerEvents !== 'none',
      ])
    // A scroll is told to the list with one of the next frames.
    await frame()
    await frame()
    for (let before = '', stillFrames = 0; stillFrames < 10; ) {
      await frame()
      const now = places()
      const isStill = now.every(([, takesPointer]) => takesPointer) && String(now) === before
      stillFrames = isStill ? stillFrames + 1 : 0
      before = String(now)
    }
  })

/** Scrolls until all ten thousand rows are read, the newest first or last. `each` is called after every step. */
export const readToTheEnd = async (
  page: Page,
  each?: () => Promise<void>,
  end = `Customer ${manyRows - 1}`,
): Promise<void> => {
  const last = page.getByText(end, { exact: true })
  while (!(await last.isVisible())) {
    await scrollInbox(page, 'bottom')
    await each?.()
  }
}
