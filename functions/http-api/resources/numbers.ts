import type * as contract from '#contract/api/numbers.ts'
import type { Shape } from '#contract/api/operation.ts'
import type { Told } from '#domain/notices/write-notices.ts'
import { createNumber } from '#domain/numbers/create-number.ts'
import { listNumbers } from '#domain/numbers/list-numbers.ts'
import { type NumberToday, readNumber } from '#domain/numbers/read-number.ts'
import { switchNumber } from '#domain/numbers/switch-number.ts'
import { camelCased } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import { presentPage, time } from './present.ts'
import { presentNumber, presentTexts } from './present-number.ts'

type Operations = typeof contract.numberOperations
type View = Shape<Operations['getNumber']['response']>

export const numberRoutes: Routes<Operations> = {
  createNumber: async ({ app, principal, body }) =>
    presentNumber(await createNumber(app, principal, camelCased(body))),
  listNumbers: async ({ app, principal, query }) =>
    presentPage(await listNumbers(app, principal, query), presentNumber),
  getNumber: async ({ app, principal, params }) => presentToday(await readNumber(app, principal, params.id)),
  listNotificationUsers: async ({ app, principal, params }) => {
    const { readReach } = await noticesAtNeed()
    return presentAll(await readReach(app, principal, params.id))
  },
  testNotificationUsers: async ({ app, principal, params }) => {
    const { testNotices } = await noticesAtNeed()
    return presentAll(await testNotices(app, principal, params.id))
  },
  deactivateNumber: async ({ app, principal, params }) =>
    presentNumber(await switchNumber(app, principal, params.id, 'deactivate')),
  confirmNumber: async ({ app, principal, params }) =>
    presentNumber(await switchNumber(app, principal, params.id, 'confirm')),
}

/** Texts are composed for them, which nothing else here needs. */
const noticesAtNeed = () => import('#domain/notices/test-notices.ts')

/** There are few: one page has them all. */
const presentAll = (told: Told[]) => ({ data: told.map(presentReach), has_more: false })

const presentReach = ({ user, channel, reason }: Told) => ({
  first_name: user.firstName,
  last_name: user.lastName,
  channel,
  reachable: reason === undefined,
  ...(reason && { reason }),
})

const presentToday = ({ number, defaultTexts, cap, used = 0 }: NumberToday): View => ({
  ...presentNumber(number),
  default_texts: presentTexts(defaultTexts),
  ...(cap && {
    daily_use: {
      ...('brandId' in cap.of && { brand_id: cap.of.brandId }),
      day: cap.day,
      segments_used: used,
      segments_per_day: cap.segments,
      ends_at: time(cap.endsAt),
    },
  }),
})
