import { element } from './element.ts'

/** Cloudflare asks that nobody keeps a copy of it. */
const turnstileScript = 'https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit'

/** What that script gives, as far as it is used (https://developers.cloudflare.com/turnstile/get-started/client-side-rendering/). */
type Turnstile = {
  render(container: HTMLElement, options: Record<string, unknown>): string
  reset(id: string): void
}

type Page = {
  turnstile?: Turnstile
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL(url: string): string },
    ): {
      createScriptURL(url: string): string
    }
  }
}

/** `token`: empty until Turnstile is done. `renew`: each token is good for one request. */
export type Guard = { token(): string; renew(): void }

export type GuardPlace = {
  form: HTMLFormElement
  /** What it stands above. */
  before: HTMLElement
  language: string
  siteKey: string
}

/** Narrower than that, and Turnstile needs its small form. CSS pixels. */
const flexibleFrom = 300

/**
 * Shows Turnstile above the button. It looks for its elements in the page and finds none in a shadow tree, so it stands in the
 * page, below our element, and a slot shows it in the dialog. Throws where its script does not come.
 */
export const addTurnstile = async ({ form, before, language, siteKey }: GuardPlace): Promise<Guard> => {
  const turnstile = await load()
  const { host } = form.getRootNode() as ShadowRoot
  const box = element('div', { slot: 'turnstile' })
  before.before(element('div', { class: 'turnstile' }, element('slot', { name: 'turnstile' })))
  host.append(box)
  let token = ''
  const id = turnstile.render(box, {
    sitekey: siteKey,
    language,
    size: form.clientWidth < flexibleFrom ? 'compact' : 'flexible',
    'response-field': false,
    callback: (given: string) => {
      token = given
    },
    'expired-callback': () => {
      token = ''
    },
    // It says itself what is wrong; true keeps it from throwing as well.
    'error-callback': () => true,
  })
  const renew = () => {
    token = ''
    turnstile.reset(id)
  }
  return { token: () => token, renew }
}

let loading: Promise<Turnstile> | undefined

/** Once for a page, and not where the page has it already. */
const load = (): Promise<Turnstile> => {
  const page = window as Page
  loading ??= page.turnstile ? Promise.resolve(page.turnstile) : loadScript(page)
  return loading
}

const loadScript = (page: Page) =>
  new Promise<Turnstile>((resolve, reject) => {
    const script = element('script')
    const fail = () => reject(new Error('Turnstile did not load.'))
    script.onload = () => (page.turnstile ? resolve(page.turnstile) : fail())
    script.onerror = fail
    script.src = trusted(page)
    document.head.append(script)
  })

/** Pages may demand that addresses of scripts are made by a policy with a name. */
const trusted = ({ trustedTypes }: Page): string =>
  trustedTypes
    ?.createPolicy('parley-text', { createScriptURL: () => turnstileScript })
    .createScriptURL(turnstileScript) ?? turnstileScript
