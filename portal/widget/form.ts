import type { WidgetChallenge, WidgetRequest } from '#contract/widget-page.ts'
import { element } from './element.ts'
import type { Shown } from './shown.ts'
import { solve } from './solve.ts'
import type { Guard, GuardPlace } from './turnstile.ts'
import type { Words } from './words.ts'

type Outcome = 'sent' | 'missing' | 'busy' | 'failed'

/** Lets visitors type their phone in. The box is not ticked, and nothing is sent before it is. */
export const addForm = (dialog: HTMLDialogElement, shown: Shown, words: Words) => {
  const { terms_url = '', privacy_url = '', words: said, turnstile_site_key: siteKey } = shown.config
  const phone = element('input', {
    class: 'phone',
    type: 'tel',
    autocomplete: 'tel',
    required: '',
    maxlength: '40',
  })
  const agreed = element('input', { type: 'checkbox', required: '' })
  const status = element('p', { role: 'status' })
  const send = element('button', { class: 'send' }, words.send)
  const form = element(
    'form',
    { novalidate: '' },
    element('label', {}, words.phone, phone),
    element('label', { class: 'agree' }, agreed, said[shown.language]?.consent ?? ''),
    element('p', { class: 'links' }, link(terms_url, words.terms), ' · ', link(privacy_url, words.privacy)),
    send,
    status,
  )
  dialog.append(form)
  const say = (what: 'missing' | 'check' | 'sending' | Outcome) => {
    status.textContent = words[what]
  }
  const guard = siteKey ? guarded({ form, before: send, language: shown.language, siteKey }) : undefined
  guard?.catch(() => say('failed'))
  form.onsubmit = async (event) => {
    event.preventDefault()
    if (!form.checkValidity()) {
      say('missing')
      return (phone.validity.valid ? agreed : phone).focus()
    }
    send.disabled = true
    say('sending')
    say(await sendGuarded(guard, (token) => request(shown, phone.value, token)))
    send.disabled = false
  }
}

const guarded = async (place: GuardPlace): Promise<Guard> =>
  (await import('./turnstile.ts')).addTurnstile(place)

/** Each request needs a token of its own where the form has Turnstile. Where that did not come, nothing is sent. */
const sendGuarded = async (
  guard: Promise<Guard> | undefined,
  ask: (token?: string) => Promise<Outcome>,
): Promise<'check' | Outcome> => {
  if (!guard) return ask()
  const known = await guard.catch(() => undefined)
  if (!known) return 'failed'
  if (known.token() === '') return 'check'
  const outcome = await ask(known.token())
  known.renew()
  return outcome
}

const link = (href: string, name: string) => element('a', { href, target: '_blank', rel: 'noopener' }, name)

/** Solves what is asked for before a request, and sends it. What it says is not what becomes of it. */
const request = async (
  { host, id, config, language }: Shown,
  phone: string,
  turnstile: string | undefined,
): Promise<Outcome> => {
  try {
    const url = `${host}public/widgets/${id}`
    const asked: WidgetChallenge = await (await post(`${url}/challenge`, {})).json()
    const { maxnumber: _, ...challenge } = { ...asked, number: await solve(asked) }
    const { status } = await post(`${url}/requests`, {
      phone,
      consent: { version: config.consent_version, language, agreed: true },
      page: location.origin + location.pathname,
      challenge,
      ...(turnstile && { turnstile }),
    } satisfies WidgetRequest)
    if (status === 202) return 'sent'
    return status === 429 ? 'busy' : status === 422 ? 'missing' : 'failed'
  } catch {
    return 'failed'
  }
}

/** As text, which a page may send to another host without asking first. */
const post = (url: string, body: object) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: JSON.stringify(body) })
