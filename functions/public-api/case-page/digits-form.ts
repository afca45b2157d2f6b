import { documentAnswer } from '../document.ts'
import { html } from '../html.ts'
import type { PublicAnswer } from '../router.ts'
import type { Words } from './words.ts'

type Refusal = 'wrong' | 'too_many'

const statusOf = { wrong: 403, too_many: 429 } satisfies Record<Refusal, number>

/** Asks for the last four digits of the phone, and says nothing of the case, nor of whose it is. */
export const digitsForm = (words: Words, refusal?: Refusal): PublicAnswer => {
  const { title, hint, label, open } = words.digits
  return documentAnswer({
    ...{ lang: words.lang, title, ...(refusal && { status: statusOf[refusal] }) },
    body: html`<form class="card" method="post"><h1>${title}</h1><p id="hint">${hint}</p>
<label for="digits">${label}</label>
<input id="digits" name="digits" inputmode="numeric" autocomplete="off" pattern="[0-9]{4}" maxlength="4" required aria-describedby="hint${refusal && ' refusal'}"${refusal && html` aria-invalid="true"`}>
${refusal && html`<p class="bad" id="refusal" role="alert">${words.digits[refusal]}</p>`}
<button>${open}</button></form>`,
  })
}
