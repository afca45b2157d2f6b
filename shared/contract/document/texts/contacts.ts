import type { contactOperations } from '../../api/contacts.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const one = { id: 'The contact.' }

const contact = {
  id: ids.contact,
  name: 'Ada Park',
  emails: ['ada@example.com'],
  phones: [{ phone: '+12065550123', type: 'mobile', opted_out: false, consents: [] }],
  attributes: { plan: 'gold' },
  metadata: { segment: 'heating' },
  external_ids: { crm: '00Q7' },
  sms_enabled: true,
  do_not_contact: false,
  enrolled: true,
  zone: 'America/Los_Angeles',
  created_at: '2026-10-02T09:30:00.000Z',
  version: 2,
}

export const contactTexts: Texts<typeof contactOperations> = {
  tag: {
    name: 'Contacts',
    description:
      'Customers. Whoever texts in for the first time becomes a contact with nothing but the phone.',
  },
  operations: {
    createContact:
      'A phone belongs to one contact. Where another one has it, the problem names that contact.',
    listContacts:
      'Newest first. Search by one of `phone`, `query` and `external_id`. A page of a search can be shorter than `limit`: `has_more` tells whether there is more.',
    getContact: 'The id of a contact that was merged into another one gives that other one.',
    editContact:
      'What is left out stays; null removes it, in `attributes` and `external_ids` one entry. A phone that is removed keeps its conversations under a new contact without a name.',
    mergeContacts:
      'The target keeps its own words where both have some. A refusal of either holds for both. The id of the source stands for the target from then on.',
  },
  parameters: {
    getContact: one,
    editContact: one,
    mergeContacts: { id: 'The contact that stays.' },
    listContacts: {
      phone: 'The contact with this phone, in any common format, or with this short code or name.',
      query:
        'Contacts with a name or an e-mail that begins so, or with a phone that ends with these digits, four or more.',
      external_id: 'The contact with this id in an outside system, written `system:id`.',
    },
  },
  schemas: {
    Contact: {
      '': 'A customer.',
      name: "The customer's name.",
      emails: 'E-mail addresses.',
      phones: 'Phones with their types. Texts go to the first mobile one.',
      'phones.phone':
        'The phone: in any common format when you send it, in E.164 when you read it. A customer who wrote from a short code or a name has that.',
      'phones.type': 'What kind of phone it is. Texts need a `mobile` one.',
      'phones.opted_out': 'Whether it opted out, of all numbers or of one.',
      'phones.consents': 'What counts for it: one entry for each scope that something was said about.',
      attributes:
        'Your own facts about the customer: at most 50 names of 60 characters with 500 characters each.',
      external_ids:
        'The ids of the customer in outside systems, by the name of the system. An id belongs to one contact.',
      sms_enabled: 'Whether texts are switched on for this contact.',
      do_not_contact: 'Blocks every text of the workspace to this contact.',
      enrolled: 'Whether the contact may be texted from numbers that only text enrolled contacts.',
      zone: 'The time zone where the customer is. Quiet hours keep to it.',
    },
    CreateContactBody: { '': 'A new contact.' },
    EditContactBody: { '': 'What changes.', metadata: 'Pairs to add or change; null removes one.' },
    MergeContactsBody: {
      '': 'Which contact goes.',
      source_id: 'The contact that becomes part of the other one.',
    },
  },
  examples: {
    Contact: contact,
    CreateContactBody: {
      name: 'Ada Park',
      phones: [{ phone: '(206) 555-0123' }],
      external_ids: { crm: '00Q7' },
    },
    EditContactBody: { enrolled: true, attributes: { plan: 'gold', trial: null } },
    MergeContactsBody: { source_id: ids.contactMerged },
  },
}
