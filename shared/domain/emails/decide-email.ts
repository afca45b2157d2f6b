import type { Contact } from '../contacts/contact.ts'
import type { Settings } from '../settings/settings.ts'
import type { EmailBlock, EmailSuppression } from './email.ts'

type Facts = {
  settings: Pick<Settings, 'email'>
  contact?: Pick<Contact, 'doNotContact'>
  address?: string
  suppression?: Pick<EmailSuppression, 'reason'>
}

/** Whether an e-mail may leave. Undefined: it may. Quiet hours are about phones, and hold no e-mail. */
export const decideEmail = ({ settings, contact, address, suppression }: Facts): EmailBlock | undefined => {
  if (!settings.email) return 'email_off'
  if (contact?.doNotContact) return 'do_not_contact'
  if (!address) return 'no_email_address'
  if (suppression) return suppression.reason === 'bounced' ? 'address_bounced' : 'address_complained'
  return undefined
}
