import type { emailOperations } from '../../api/emails.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const email = {
  id: ids.email,
  to: 'ada@example.com',
  subject: 'Your printer is ready',
  body: 'Hi Ada, you can pick it up from 8 to 18.',
  contact_id: ids.contact,
  status: 'queued',
  created_at: '2026-11-27T14:00:00.000Z',
}

export const emailTexts: Texts<typeof emailOperations> = {
  tag: {
    name: 'E-mails',
    description:
      'E-mails to contacts, beside texts. The workspace writes them as the setting `email` says; each is handed to the mail service at most once.',
  },
  operations: {
    createEmail:
      'The e-mail leaves in a moment; its `status` tells what became of it. Nothing is sent to a contact who is not to be contacted, nor to an address that is suppressed.',
    getEmail: 'The words of the e-mail, and how far it has come.',
    listEmailSuppressions:
      'An address joins the list when an e-mail to it comes back for good, or when its owner calls one spam: mail services close accounts that go on.',
    deleteEmailSuppression:
      'For an address that was mended. Where the next e-mail comes back it is on the list again.',
  },
  parameters: {
    getEmail: { id: 'The e-mail.' },
    deleteEmailSuppression: { address: 'The address.' },
  },
  schemas: {
    CreateEmailBody: {
      '': 'An e-mail to write.',
      contact_id: 'To whom.',
      to: 'Which of the addresses of the contact. Default: the first.',
      subject: 'One line.',
    },
    Email: {
      '': 'An e-mail to a contact.',
      to: 'The address.',
      subject: 'The subject.',
      body: 'The words, as plain text.',
      contact_id: 'The contact.',
      status:
        '`queued`: it waits for the mail service. `sending`: it is being handed over. `sent`: the mail service took it. `delivered`: it is in the mailbox. `unknown`: nobody knows whether the mail service took it, so it is not sent again. `blocked`: it must not leave any more. `failed`: the mail service refuses it. `bounced`: it came back. `complained`: its reader calls it spam.',
      reason: 'Why it did not leave or arrive.',
      created_at: 'When it was written.',
      sent_at: 'When it was handed over.',
    },
    EmailReason: {
      '': '`email_off`: the workspace has no sender. `no_email_address`: the contact has none. `do_not_contact`: the contact is not to be contacted. `address_bounced`, `address_complained`: what happened to an earlier one. `email_rejected`: the mail service refuses it. `mailbox_unknown`: nobody is there. `mailbox_unavailable`: it is full, or does not answer. `called_spam`: by its reader.',
    },
    EmailSuppression: {
      '': 'An address that gets no e-mails any more.',
      address: 'The address, in lower case.',
      reason: '`bounced`: an e-mail came back for good. `complained`: one was called spam.',
      email_id: 'The e-mail that it happened to.',
      at: 'When.',
    },
  },
  examples: {
    Email: { ...email, status: 'delivered', sent_at: '2026-11-27T14:00:01.000Z' },
    EmailSuppression: {
      address: 'old@example.com',
      reason: 'bounced',
      email_id: ids.email,
      at: '2026-11-27T14:00:05.000Z',
    },
    CreateEmailBody: {
      contact_id: ids.contact,
      subject: email.subject,
      body: email.body,
    },
    createEmail: email,
  },
}
