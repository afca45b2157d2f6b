import { fittingLanguage, smsLink, type WidgetConfig } from '#contract/widget-page.ts'
import { addDialog } from './dialog.ts'
import { element } from './element.ts'
import type { Shown } from './shown.ts'
import { styleSheet } from './styles.ts'

const host = new URL('..', import.meta.url).href

/** Shows nothing where the widget is gone or may not be shown on this page. */
const fill = async (place: HTMLElement, root: ShadowRoot) => {
  const id = place.getAttribute('widget') ?? ''
  const answer = await fetch(`${host}public/widgets/${id}`).catch(() => undefined)
  if (!answer?.ok) return
  const config: WidgetConfig = await answer.json()
  const wanted = place.closest<HTMLElement>('[lang]')?.lang || navigator.language
  const shown = { host, id, config, language: fittingLanguage(wanted, config) }
  root.adoptedStyleSheets = [styleSheet(config.colour)]
  if (isPhone()) root.append(textLink(shown))
  else addDialog(root, shown)
}

const textLink = ({ config, language }: Shown): HTMLElement => {
  const { button, first_words } = config.words[language] ?? { button: '', first_words: '' }
  return element('a', { class: 'open', href: smsLink(config.address, first_words), lang: language }, button)
}

const isPhone = () => /Android|iPhone|iPod/.test(navigator.userAgent)

// The one class of the script: browsers know elements by it.
customElements.define(
  'parley-text',
  class extends HTMLElement {
    connectedCallback() {
      if (!this.shadowRoot) void fill(this, this.attachShadow({ mode: 'open' }))
    }
  },
)
