import type * as contract from '#contract/api/contacts.ts'
import { createContact } from '#domain/contacts/create-contact.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { findContacts } from '#domain/contacts/find-contacts.ts'
import { mergeContacts } from '#domain/contacts/merge-contacts.ts'
import { readContact } from '#domain/contacts/read-contact.ts'
import { upsertContact } from '#domain/contacts/upsert-contact.ts'
import { readContactTimeline } from '#domain/conversations/read-contact-timeline.ts'
import { camelCased, instant } from '../edge/camel-case.ts'
import { asCreated } from '../edge/created.ts'
import type { Routes } from '../edge/route.ts'
import { presentPage } from './present.ts'
import { presentContact } from './present-contact.ts'
import type { InboxApp } from './present-media.ts'
import { presentTimelinePage } from './present-timeline.ts'

type Operations = typeof contract.contactOperations

export const contactRoutes: Routes<Operations, InboxApp> = {
  createContact: async ({ app, principal, body }) =>
    presentContact(await createContact(app, principal, camelCased(body))),
  listContacts: async ({ app, principal, query: { external_id, ...query } }) =>
    presentPage(
      await findContacts(app, principal, { ...query, externalId: parseExternalId(external_id) }),
      presentContact,
    ),
  getContact: async ({ app, principal, params }) =>
    presentContact(await readContact(app, principal, params.id)),
  editContact: async ({ app, principal, params, body, seen }) =>
    presentContact(await editContact(app, principal, params.id, camelCased(body), seen)),
  putContactByExternal: async ({ app, principal, params, body: { enrolments, ...body }, seen }) => {
    const told = { ...camelCased(body), enrolments: enrolments?.map(readPlay) }
    const { contact, created } = await upsertContact(app, principal, params, told, seen)
    return created ? asCreated(presentContact(contact)) : presentContact(contact)
  },
  readContactTimeline: async ({ app, principal, params, query }) =>
    presentTimelinePage(app, await readContactTimeline(app, principal, params.id, query)),
  mergeContacts: async ({ app, principal, params, body }) =>
    presentContact(await mergeContacts(app, principal, params.id, body.source_id)),
}

const readPlay = ({ play, since }: { play?: string; since?: string }) => ({
  ...(play && { play }),
  ...(since && { since: instant(since) }),
})

/** "crm:00Q:7" is the id "00Q:7" in the system "crm". */
const parseExternalId = (text: string | undefined) => {
  if (text === undefined) return undefined
  const [system = '', ...id] = text.split(':')
  return { system, id: id.join(':') }
}
