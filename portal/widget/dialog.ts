import { smsLink } from '#contract/widget-page.ts'
import { element } from './element.ts'
import type { Shown } from './shown.ts'
import { type Words, wordsIn } from './words.ts'

/** The button, and the dialog that it opens. Escape closes it, and the focus goes back to the button. */
export const addDialog = (root: ShadowRoot, shown: Shown) => {
  const { config, language } = shown
  const said = config.words[language]
  if (!said) return
  const open = element(
    'button',
    { type: 'button', class: 'open', 'aria-haspopup': 'dialog', lang: language },
    said.button,
  )
  open.onclick = () => {
    const dialog = root.querySelector('dialog') ?? makeDialog(root, shown, said)
    dialog.onclose = () => open.focus()
    dialog.showModal()
  }
  root.append(open)
}

/** Made when it is first opened: whoever does not want it loads no code for it. */
const makeDialog = (
  root: ShadowRoot,
  shown: Shown,
  { heading, first_words }: { heading: string; first_words: string },
): HTMLDialogElement => {
  const { host, id, config, language } = shown
  const { address, form } = config
  const words = wordsIn(language)
  const link = smsLink(address, first_words)
  const dialog = element(
    'dialog',
    { 'aria-labelledby': 'heading', lang: language },
    element('h2', { id: 'heading' }, heading),
    element('p', {}, words.scan),
    element('img', {
      src: `${host}public/widgets/${id}/qr.svg?language=${language}`,
      alt: words.code(address),
    }),
    element('p', { class: 'number' }, words.or, element('a', { href: link }, address)),
  )
  dialog.append(closeButton(dialog, words))
  if (form === 'on') void import('./form.ts').then(({ addForm }) => addForm(dialog, shown, words))
  root.append(dialog)
  return dialog
}

const closeButton = (dialog: HTMLDialogElement, { close }: Words): HTMLElement => {
  const button = element('button', { type: 'button', class: 'close', 'aria-label': close }, '×')
  button.onclick = () => dialog.close()
  return button
}
