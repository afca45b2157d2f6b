import type { BaseApp } from '#adapters/app.ts'
import type { activationOperations } from '#contract/api/numbers.ts'
import type { App } from '#domain/app.ts'
import { activateNumber } from '#domain/numbers/activate-number.ts'
import type { Routes } from '../edge/route.ts'
import { presentNumber } from './present-number.ts'

/** An app that may also change numbers at their carrier. */
export type ActivationApp = BaseApp & Pick<App, 'carrierNumbers'>

export const activationRoutes: Routes<typeof activationOperations, ActivationApp> = {
  activateNumber: async ({ app, principal, params }) =>
    presentNumber(await activateNumber(app, principal, params.id)),
}
