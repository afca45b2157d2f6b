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
  do_not_contact_by: [],
  enrolled: true,
  enrolments: [{ system: 'playbooks', play: 'Winback', since: '2026-10-02T09:30:00.000Z' }],
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
    putContactByExternal:
      'For systems that keep the same customers. What is left out stays; null removes it. Phones and e-mails join those that are known, in front of them; to take one away, edit the contact. A phone that one other contact has, which has no id of this system, shows that both are the same customer: that contact gets the id, or becomes part of the one with the id where nothing but the phone is known of it. Any other phone of somebody else is refused. `do_not_contact` and `enrolments` are the word of this system: it takes back its own and no other. What changes nothing writes nothing, and no event tells of it. An id that has a slash cannot stand in a path.',
    readContactTimeline:
      'Newest first, over all phones of the contact. Of conversations that you may not read it leaves out the entries.',
    mergeContacts:
      'The target keeps its own words where both have some. A refusal of either holds for both. The id of the source stands for the target from then on.',
  },
  parameters: {
    getContact: one,
    editContact: one,
    putContactByExternal: {
      system: 'The name of the outside system. `hand` is none: it stands for what people say.',
      id: 'The id of the customer there.',
    },
    readContactTimeline: one,
    mergeContacts: { id: 'The contact that stays.' },
    listContacts: {
      phone: 'The contact with this phone, in any common format, or with this short code or name.',
      query:
        'Contacts with a name, an e-mail or a searchable attribute (setting `searchable_attributes`) that begins so, or with a phone that ends with these digits, four or more.',
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
      do_not_contact:
        'Blocks every text of the workspace to this contact, while anybody says so. Set it to say so or to take back your own word: people share one, and each program has its own.',
      do_not_contact_by: 'Who says so.',
      'do_not_contact_by.source':
        '`hand` for people; otherwise the outside system, or the id of the program.',
      'do_not_contact_by.since': 'Since when.',
      'do_not_contact_by.by': 'The agent or program that recorded it.',
      enrolled:
        'Whether the contact may be texted from numbers that only text enrolled contacts: while anybody has enrolled it.',
      enrolments: 'What it is enrolled in.',
      'enrolments.system': 'Whose word it is: `hand`, an outside system, or the id of a program.',
      'enrolments.play': 'What it takes part in there, such as a play.',
      'enrolments.since': 'Since when.',
      zone: 'The time zone where the customer is. Quiet hours keep to it.',
    },
    CreateContactBody: { '': 'A new contact.' },
    EditContactBody: { '': 'What changes.', metadata: 'Pairs to add or change; null removes one.' },
    PutContactByExternalBody: {
      '': 'What the system knows of its customer.',
      enrolments: 'All that this system has enrolled the contact in.',
      metadata: 'Pairs to add or change; null removes one.',
    },
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
    PutContactByExternalBody: {
      name: 'Ada Park',
      phones: [{ phone: '(206) 555-0123' }],
      do_not_contact: false,
      enrolments: [{ play: 'Winback' }],
    },
    MergeContactsBody: { source_id: ids.contactMerged },
  },
}
