import { VolumeX } from 'lucide-react'
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { type BusinessHours, isOpen } from '#domain/hours/business-hours.ts'
import type { Conversation } from '../data/api.ts'
import { callsFor, createCalls } from '../data/calls.ts'
import type { Mention } from '../data/news.ts'
import type { Preferences } from '../data/preferences.ts'
import { useDesk, useSource } from '../desk.ts'
import { Icon } from '../parts/icon.tsx'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { lastSaid } from '../words/said.ts'
import { words } from '../words/words.ts'
import { createDevice } from './device.ts'
import { createLeader } from './leader.ts'
import { type PopUp, popUpPermission, showPopUp } from './show-pop-up.ts'
import { createSound, type Sound } from './sound.ts'
import './notify.css'

let sound: Sound | undefined
/** Made when somebody wants to hear something, and not before. */
const theSound = () => {
  sound ??= createSound()
  return sound
}
let leads: (() => boolean) | undefined

/** Calls for new texts of customers, and says where a wanted sound cannot be heard. */
const Notify = () => {
  const { preferences, store, inbox, me, toasts, mentionNews } = useDesk()
  usePushes()
  const [place, go] = useLocation()
  const wishes = useSource(preferences, preferences.get)
  useFavicon()
  useEffect(() => {
    leads ??= createLeader()
    const newIn = createCalls(() => inbox.state('active').pages > 0)
    /** In the page where it has the focus, by the browser where not. */
    const show = (inPage: string, popUp: PopUp) => {
      const goThere = () => go(popUp.path)
      if (document.hasFocus()) toasts.add(inPage, { label: pageWords.notify.open, run: goThere })
      else if (popUpPermission() === 'granted') showPopUp(popUp, goThere)
    }
    const call = (rows: Conversation[]) => {
      const { sound: heard, popUps, quietTimes } = preferences.get()
      if (isQuiet(quietTimes)) return
      const unseen = rows.filter(({ id }) => !isInView(id))
      for (const row of unseen.filter((candidate) => callsFor(popUps, candidate, me))) {
        // One for each conversation: a later text takes the place of the one before.
        const popUp = { title: nameOf(row), body: textOf(row), tag: row.id, path: `/c/${row.id}` }
        show(pageWords.notify.from(nameOf(row), textOf(row)), popUp)
      }
      if (unseen.some((row) => callsFor(heard, row, me))) theSound().play()
    }
    const mention = ({ id, by }: Mention) => {
      const { sound: heard, popUps, quietTimes } = preferences.get()
      if (!leads?.() || isQuiet(quietTimes)) return
      const title = pageWords.notify.mentioned(store.agent(by ?? '')?.name)
      const row = store.conversation(id)
      const popUp = { title, body: row ? nameOf(row) : '', tag: `mention ${id}`, path: `/c/${id}` }
      if (popUps !== 'off') show(title, popUp)
      if (heard !== 'off') theSound().play()
    }
    const stopMentions = mentionNews.subscribe(mention)
    const stopTexts = store.subscribe((news) => {
      const rows = newIn(news)
      if (rows.length > 0 && leads?.()) call(rows)
    })
    return () => {
      stopMentions()
      stopTexts()
    }
  }, [store, inbox, preferences, me, toasts, mentionNews, go])
  // A conversation is opened by a touch, and so is everything else but the inbox.
  return wishes.sound === 'off' || place !== '/' ? null : <Silent />
}

/** Browsers keep a page silent until it is touched; the press itself is the touch. */
const Silent = () => {
  const isHeard = useSource(theSound(), theSound().isHeard)
  if (isHeard) return null
  return (
    <div role="status">
      <button type="button" className="silent" onClick={theSound().wake}>
        <Icon of={VolumeX} />
        {pageWords.notify.silent}
      </button>
    </div>
  )
}

/** Keeps pushes to this browser as they were switched on, and goes where a pressed one leads. */
const usePushes = () => {
  const { api, me, config } = useDesk()
  const [, go] = useLocation()
  useEffect(() => {
    const restore = () =>
      createDevice({ api, me, key: config.pushKey })
        .restore()
        .catch(() => {})
    const hear = ({ data }: MessageEvent<{ open?: string; renewed?: true }>) => {
      if (data.open) go(data.open)
      if (data.renewed) restore()
    }
    restore()
    const worker: ServiceWorkerContainer | undefined = navigator.serviceWorker
    worker?.addEventListener('message', hear)
    return () => worker?.removeEventListener('message', hear)
  }, [api, me, config, go])
}

const nameOf = ({ contact_name, phone }: Conversation) => contact_name ?? formatPhone(phone)
const textOf = (row: Conversation) => lastSaid(row) ?? words.picture

/** In their quiet times nothing calls, in the page neither. */
const isQuiet = (quiet: Preferences['quietTimes']) =>
  quiet !== undefined && isOpen({ ...quiet, holidays: [] } as BusinessHours, Date.now())

const isInView = (id: string) => document.hasFocus() && location.pathname === `/c/${id}`

/** A dot on the tab while something is new. */
const useFavicon = () => {
  const { inbox } = useDesk()
  const fresh = useSource(inbox, () => (inbox.counts()?.active.new ?? 0) > 0)
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
    if (link) link.href = fresh ? '/icon-new.svg' : '/icon.svg'
  }, [fresh])
}

export default Notify
