import type { numberEditOperations } from '#contract/api/numbers.ts'
import type { Shape } from '#contract/api/operation.ts'
import { requireNoKeywords } from '#domain/consents/own-texts.ts'
import { editNumber, type NumberPatch } from '#domain/numbers/edit-number.ts'
import { camelCased } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import type { PeopleApp } from './agents.ts'
import { presentNumber } from './present-number.ts'

export const numberEditRoutes: Routes<typeof numberEditOperations, PeopleApp> = {
  editNumber: async ({ app, principal, params, body, seen }) => {
    const patch = patchOf(body)
    requireNoKeywords(patch.texts ?? {})
    return presentNumber(await editNumber(app, principal, params.id, patch, seen))
  },
}

const patchOf = (body: Shape<(typeof numberEditOperations)['editNumber']['body']>): NumberPatch => ({
  ...camelCased(body),
  registration: body.registration && camelCased(body.registration),
  // Whose address it is, the sign-in service says.
  notificationUsers: body.notification_users?.map(({ agent_id: _, ...user }) => camelCased(user)),
  texts: body.texts && camelCased(body.texts),
  rate: body.rate && camelCased(body.rate),
})
