import type { BaseApp } from '#adapters/app.ts'
import type * as contract from '#contract/api/numbers.ts'
import type { Shape } from '#contract/api/operation.ts'
import type { App } from '#domain/app.ts'
import { requireNoKeywords } from '#domain/consents/own-texts.ts'
import { activateNumber } from '#domain/numbers/activate-number.ts'
import { createNumber } from '#domain/numbers/create-number.ts'
import { editNumber, type NumberPatch } from '#domain/numbers/edit-number.ts'
import { listNumbers } from '#domain/numbers/list-numbers.ts'
import { type NumberToday, readNumber } from '#domain/numbers/read-number.ts'
import { switchNumber } from '#domain/numbers/switch-number.ts'
import { camelCased } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import { presentPage, time } from './present.ts'
import { presentNumber, presentTexts } from './present-number.ts'

type Operations = typeof contract.numberOperations
/** An app that may also change numbers at their carrier. */
export type ActivationApp = BaseApp & Pick<App, 'carrierNumbers'>
type View = Shape<Operations['getNumber']['response']>

export const numberRoutes: Routes<Operations> = {
  createNumber: async ({ app, principal, body }) =>
    presentNumber(await createNumber(app, principal, camelCased(body))),
  listNumbers: async ({ app, principal, query }) =>
    presentPage(await listNumbers(app, principal, query), presentNumber),
  getNumber: async ({ app, principal, params }) => presentToday(await readNumber(app, principal, params.id)),
  editNumber: async ({ app, principal, params, body, seen }) => {
    const patch = patchOf(body)
    requireNoKeywords(patch.texts ?? {})
    return presentNumber(await editNumber(app, principal, params.id, patch, seen))
  },
  deactivateNumber: async ({ app, principal, params }) =>
    presentNumber(await switchNumber(app, principal, params.id, 'deactivate')),
  confirmNumber: async ({ app, principal, params }) =>
    presentNumber(await switchNumber(app, principal, params.id, 'confirm')),
}

export const activationRoutes: Routes<typeof contract.activationOperations, ActivationApp> = {
  activateNumber: async ({ app, principal, params }) =>
    presentNumber(await activateNumber(app, principal, params.id)),
}

const patchOf = (body: Shape<Operations['editNumber']['body']>): NumberPatch => ({
  ...camelCased(body),
  registration: body.registration && camelCased(body.registration),
  notificationUsers: body.notification_users?.map(camelCased),
  texts: body.texts && camelCased(body.texts),
  rate: body.rate && camelCased(body.rate),
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
