import { Plus, Trash2 } from 'lucide-react'
import { useContext } from 'react'
import type { BusinessNumber } from '../data/api.ts'
import { Mistakes, TextInput, Toggle } from '../parts/fields.tsx'
import { Icon } from '../parts/icon.tsx'
import { settingsWords } from '../words/settings.ts'

type User = BusinessNumber['notification_users'][number]

const most = 5
const nobody: User = { first_name: '', last_name: '', notify_by_email: true, notify_by_sms: false }

type Props = { users: User[]; change(users: User[]): void }

/** Who is told of new texts: at most five people, each by e-mail, by text or by both. */
export const NotificationUsers = ({ users, change }: Props) => {
  const { numbers } = settingsWords
  const path = 'notification_users'
  const mistakes = useContext(Mistakes).filter((one) => one.path === path)
  return (
    <fieldset className="group" aria-describedby="notified-help">
      <legend>{numbers.fields.notification_users[0]}</legend>
      <p id="notified-help" className="help">
        {numbers.fields.notification_users[1]}
      </p>
      {mistakes.map(({ detail }) => (
        <p key={detail} className="mistake">
          {detail}
        </p>
      ))}
      {users.map((user, index) => (
        <NotificationUser
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no ids, and the place is what names them
          key={index}
          place={index}
          user={user}
          change={(changed) => change(users.with(index, changed))}
          remove={() => change(users.toSpliced(index, 1))}
        />
      ))}
      {users.length < most ? (
        <button type="button" className="btn self" onClick={() => change([...users, nobody])}>
          <Icon of={Plus} />
          {numbers.addNotified}
        </button>
      ) : (
        <p className="help">{numbers.mostNotified}</p>
      )}
    </fieldset>
  )
}

type UserProps = { user: User; place: number; change(user: User): void; remove(): void }

const NotificationUser = ({ user, place, change, remove }: UserProps) => {
  const { notified } = settingsWords.numbers
  const path = (name: string) => `notification_users.${place}.${name}`
  const name = `${user.first_name} ${user.last_name}`.trim() || notified.person(place + 1)
  const mistakes = useContext(Mistakes).filter((one) => one.path === `notification_users.${place}`)
  return (
    <fieldset className="group inner" aria-label={name}>
      <div className="side-by-side">
        <TextInput
          path={path('first_name')}
          label={notified.firstName}
          value={user.first_name}
          change={(first_name) => change({ ...user, first_name })}
        />
        <TextInput
          path={path('last_name')}
          label={notified.lastName}
          value={user.last_name}
          change={(last_name) => change({ ...user, last_name })}
        />
      </div>
      <div className="side-by-side">
        <TextInput
          path={path('email')}
          label={notified.email}
          type="email"
          value={user.email ?? ''}
          change={(email) => change({ ...user, email: email || undefined, agent_id: undefined })}
        />
        <TextInput
          path={path('phone')}
          label={notified.phone}
          type="tel"
          value={user.phone ?? ''}
          change={(phone) => change({ ...user, phone: phone || undefined })}
        />
      </div>
      {mistakes.map(({ detail }) => (
        <p key={detail} className="mistake">
          {detail}
        </p>
      ))}
      <div className="side-by-side">
        <Toggle
          path={path('notify_by_email')}
          label={notified.byEmail}
          value={user.notify_by_email}
          change={(notify_by_email) => change({ ...user, notify_by_email })}
        />
        <Toggle
          path={path('notify_by_sms')}
          label={notified.bySms}
          value={user.notify_by_sms}
          change={(notify_by_sms) => change({ ...user, notify_by_sms })}
        />
      </div>
      <p className="help">
        {!user.email ? notified.noSignIn : user.agent_id ? notified.signsIn : notified.willSignIn}
      </p>
      <button type="button" className="btn danger self" onClick={remove}>
        <Icon of={Trash2} />
        {notified.remove(name)}
      </button>
    </fieldset>
  )
}
