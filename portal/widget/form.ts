import type { WidgetChallenge, WidgetRequest } from '#contract/widget-page.ts'
import { element } from './element.ts'
import type { Shown } from './shown.ts'
import { solve } from './solve.ts'
import type { Words } from './words.ts'

/** Lets visitors type their phone in. The box is not ticked, and nothing is sent before it is. */
export const addForm = (dialog: HTMLDialogElement, shown: Shown, words: Words) => {
  const { terms_url = '', privacy_url = '', words: said } = shown.config
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
  form.onsubmit = async (event) => {
    event.preventDefault()
    if (!form.checkValidity()) {
      status.textContent = words.missing
      return (phone.validity.valid ? agreed : phone).focus()
    }
    send.disabled = true
    status.textContent = words.sending
    status.textContent = words[await request(shown, phone.value)]
    send.disabled = false
  }
  dialog.append(form)
}

const link = (href: string, name: string) => element('a', { href, target: '_blank', rel: 'noopener' }, name)

/** Solves what is asked for before a request, and sends it. What it says is not what becomes of it. */
const request = async (
  { host, id, config, language }: Shown,
  phone: string,
): Promise<'sent' | 'missing' | 'busy' | 'failed'> => {
  try {
    const url = `${host}public/widgets/${id}`
    const asked: WidgetChallenge = await (await post(`${url}/challenge`, {})).json()
    const { maxnumber: _, ...challenge } = { ...asked, number: await solve(asked) }
    const { status } = await post(`${url}/requests`, {
      phone,
      consent: { version: config.consent_version, language, agreed: true },
      page: location.origin + location.pathname,
      challenge,
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
