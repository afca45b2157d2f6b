import { CircleUser } from 'lucide-react'
import { useLocation } from 'wouter'
import { useDesk } from '../desk.ts'
import { IconButton } from '../parts/icon.tsx'
import { Menu } from '../parts/menu.tsx'
import { openBeside } from '../parts/open-beside.ts'
import { words } from '../words/words.ts'
import { useAvailable } from './use-available.ts'
import '../parts/availability.css'

/** Who is signed in, how they like to work, and the way out. */
export const AccountMenu = ({ place = '' }: { place?: string }) => {
  const { api, me, session, config, show } = useDesk()
  const { available, turn } = useAvailable()
  const [, go] = useLocation()
  const { menu } = words
  const { handset } = config
  const phone = handset && {
    label: menu.handset,
    onChoose: () => openBeside(handset),
  }
  const signOut = async () => {
    // A failure to load it keeps nobody from signing out.
    const leaving = import('../notify/leave-device.ts').then(({ leaveDevice }) =>
      leaveDevice({ api, me, config }),
    )
    await leaving.catch(() => {})
    return session.signOut()
  }
  const forAdmins = [
    { label: words.settings, onChoose: () => go('/settings') },
    { label: menu.setup, onChoose: () => go('/setup') },
  ]
  return (
    <Menu
      place={place}
      button={(props) => (
        <span className="with-availability">
          <IconButton
            icon={CircleUser}
            label={menu.person}
            aria-description={available ? words.availability.available : words.availability.away}
            {...props}
          />
          <span className={available ? 'availability-dot on' : 'availability-dot'} />
        </span>
      )}
      groups={[
        {
          heading: available ? menu.availableHint : menu.awayHint,
          items: [{ label: available ? menu.becomeAway : menu.becomeAvailable, onChoose: () => void turn() }],
        },
        {
          items: [
            { label: words.held.title, hint: 'g h', onChoose: () => go('/held') },
            { label: words.cases, hint: 'g k', onChoose: () => go('/cases') },
            { label: words.contacts, hint: 'g p', onChoose: () => go('/contacts') },
            { label: words.reports, hint: 'g r', onChoose: () => go('/reports') },
            { label: words.attention.title, hint: 'g n', onChoose: () => go('/attention') },
          ],
        },
        {
          heading: menu.signedInAs(me.name),
          items: [
            { label: menu.preferences, onChoose: () => show('preferences') },
            { label: menu.notifications, onChoose: () => show('notifications') },
            { label: menu.keyboardHelp, hint: '?', onChoose: () => show('keys') },
            ...(phone ? [phone] : []),
            ...(me.role === 'admin' ? forAdmins : []),
          ],
        },
        { items: [{ label: menu.signOut, onChoose: () => void signOut() }] },
      ]}
    />
  )
}
