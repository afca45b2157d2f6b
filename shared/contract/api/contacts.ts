import * as z from 'zod/mini'
import { consentState } from './consent-state.ts'
import type { Operation } from './operation.ts'
import {
  atMost,
  contactId,
  emailAddress,
  metadata,
  metadataPatch,
  moment,
  named,
  page,
  pageQuery,
  phone,
  system,
  text,
  timestamp,
  words,
  zone,
} from './shapes.ts'
import { timelineEntry } from './timeline.ts'

const contactPhone = () =>
  z.object({
    phone: z.string(),
    type: z.enum(['mobile', 'work', 'home', 'other']),
    opted_out: z.boolean(),
    consents: z.array(consentState()),
  })

const refusal = () => z.object({ source: z.string(), since: timestamp, by: z.optional(z.string()) })
const enrolment = () => z.object({ system: z.string(), play: z.optional(z.string()), since: timestamp })

export const contact = named('Contact', () =>
  z.object({
    id: contactId,
    name: z.optional(z.string()),
    emails: z.array(z.string()),
    phones: z.array(contactPhone()),
    attributes: z.record(z.string(), z.string()),
    metadata: z.record(z.string(), z.string()),
    external_ids: z.record(z.string(), z.string()),
    sms_enabled: z.boolean(),
    do_not_contact: z.boolean(),
    do_not_contact_by: z.array(refusal()),
    enrolled: z.boolean(),
    enrolments: z.array(enrolment()),
    zone: z.optional(z.string()),
    created_at: timestamp,
    version: z.int(),
  }),
)

const writtenPhones = () =>
  z
    .array(z.strictObject({ phone, type: z._default(z.enum(['mobile', 'work', 'home', 'other']), 'mobile') }))
    .check(z.maxLength(10))
const emails = () => z.array(emailAddress).check(z.maxLength(10))
const name = words(200)

const newContact = () =>
  z.strictObject({
    name: z.optional(name),
    phones: z._default(writtenPhones(), []),
    emails: z._default(emails(), []),
    attributes: z._default(z.record(words(60), text(500)).check(atMost(50)), {}),
    metadata: z.optional(metadata()),
    external_ids: z._default(z.record(system, words(200)).check(atMost(10)), {}),
    sms_enabled: z._default(z.boolean(), true),
    do_not_contact: z._default(z.boolean(), false),
    enrolled: z._default(z.boolean(), false),
    zone: z.optional(zone),
  })

const patchable = () => ({
  name: z.optional(z.nullable(name)),
  phones: z.optional(writtenPhones()),
  emails: z.optional(emails()),
  attributes: z.optional(z.record(words(60), z.nullable(text(500))).check(atMost(50))),
  metadata: z.optional(metadataPatch()),
  sms_enabled: z.optional(z.boolean()),
  do_not_contact: z.optional(z.boolean()),
  zone: z.optional(z.nullable(zone)),
})

const contactPatch = () =>
  z.strictObject({
    ...patchable(),
    external_ids: z.optional(z.record(system, z.nullable(words(200))).check(atMost(10))),
    enrolled: z.optional(z.boolean()),
  })

/** What an outside system tells of its customer. */
const toldContact = () => z.strictObject({ ...patchable(), enrolments: z.optional(z.array(toldPlay())) })
const toldPlay = () => z.strictObject({ play: z.optional(words(100)), since: z.optional(moment) })

const contactQuery = () =>
  z
    .object({
      phone: z.optional(phone),
      query: z.optional(words(100)),
      external_id: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_.-]{1,40}:.{1,200}$/))),
      ...pageQuery,
    })
    .check(
      z.refine(({ phone, query, external_id }) => [phone, query, external_id].filter(Boolean).length <= 1, {
        error: 'Search by one of phone, query and external_id.',
      }),
    )

const one = () => z.object({ id: contactId })

export const contactOperations = {
  createContact: {
    method: 'POST',
    path: '/v1/contacts',
    summary: 'Create a contact; a phone that another contact has is refused, with the id of that contact',
    scope: 'manage',
    body: newContact,
    response: contact,
    status: 201,
  },
  listContacts: {
    method: 'GET',
    path: '/v1/contacts',
    summary:
      'Contacts, newest first; or those with a phone, with a name or e-mail that begins so or a phone that ends so, or with an id "system:id" in an outside system',
    scope: 'read',
    query: contactQuery,
    response: page(contact),
    status: 200,
  },
  getContact: {
    method: 'GET',
    path: '/v1/contacts/{id}',
    summary: 'One contact; the id of a merged one gives the contact it was merged into',
    scope: 'read',
    params: one,
    response: contact,
    status: 200,
  },
  editContact: {
    method: 'PATCH',
    path: '/v1/contacts/{id}',
    summary: 'Edit a contact; a phone that is taken away goes on under a contact of its own',
    scope: 'manage',
    params: one,
    body: contactPatch,
    ifMatch: 'required',
    response: contact,
    status: 200,
  },
  putContactByExternal: {
    method: 'PUT',
    path: '/v1/contacts/by_external/{system}/{id}',
    summary:
      'Create or change the contact with an id in an outside system; what changes nothing writes nothing',
    scope: 'manage',
    params: () => z.object({ system, id: words(200) }),
    body: toldContact,
    ifMatch: 'optional',
    response: contact,
    status: 200,
    creates: true,
  },
  readContactTimeline: {
    method: 'GET',
    path: '/v1/contacts/{id}/timeline',
    summary: 'Everything said with any phone of a contact, by time, and the notes',
    scope: 'read',
    params: one,
    query: () => z.object(pageQuery),
    response: page(timelineEntry),
    status: 200,
  },
  mergeContacts: {
    method: 'POST',
    path: '/v1/contacts/{id}/merge',
    summary: 'Make one contact of two; the id of the source then stands for the target',
    scope: 'manage',
    params: one,
    body: () => z.strictObject({ source_id: contactId }),
    response: contact,
    status: 200,
  },
} as const satisfies Record<string, Operation>
