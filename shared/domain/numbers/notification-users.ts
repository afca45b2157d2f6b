import { DomainError } from '../error.ts'
import { parsePhone } from '../phones/phone.ts'
import type { BusinessNumber, NotificationUser } from './number.ts'

const mostNotificationUsers = 5

/**
 * Checks the users who are notified of new messages: at most five, each by e-mail or SMS or both, with the address that
 * this needs (Convirza). Gives them with their phones in E.164. Throws `validation_failed` with the path of each mistake.
 */
export const checkedNotificationUsers = (users: NotificationUser[], country: string): NotificationUser[] => {
  const checked = users.map((user) => ({ ...user, phone: user.phone && parsePhone(user.phone, country) }))
  const mistakes = users.flatMap((user, i) => mistakesOf(user, checked[i]?.phone, `notification_users.${i}`))
  if (users.length > mostNotificationUsers) {
    mistakes.push({
      path: 'notification_users',
      detail: `At most ${mostNotificationUsers} users are notified.`,
    })
  }
  if (mistakes.length > 0) {
    throw new DomainError('validation_failed', 'The notification users are invalid.', {
      errors: mistakes,
    })
  }
  return checked
}

const mistakesOf = (user: NotificationUser, phone: string | undefined, path: string) => {
  const mistakes: [boolean, string, string][] = [
    [!user.notifyByEmail && !user.notifyBySms, path, 'Choose e-mail, SMS or both.'],
    [user.notifyByEmail && !user.email, `${path}.email`, 'Notifying by e-mail needs an e-mail address.'],
    [user.notifyBySms && !user.phone, `${path}.phone`, 'Notifying by SMS needs a phone.'],
    [Boolean(user.phone) && !phone, `${path}.phone`, 'Not a valid phone number.'],
  ]
  return mistakes.flatMap(([wrong, at, detail]) => (wrong ? [{ path: at, detail }] : []))
}

/** While SMS is switched on somebody must hear of new messages (Convirza). Throws `validation_failed`. */
export const requireNotified = ({ notificationUsers }: Pick<BusinessNumber, 'notificationUsers'>): void => {
  if (notificationUsers.length > 0) return
  const errors = [{ path: 'notification_users', detail: 'Add at least one.' }]
  throw new DomainError('validation_failed', 'SMS needs at least one notification user.', { errors })
}
