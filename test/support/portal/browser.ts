import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'

// The package unpacks the libraries that it needs only where it believes to be on Lambda.
process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs24.x'
const { default: packed } = await import('@sparticuz/chromium')

/**
 * The package's own arguments are for Lambda: a page must meet the rules of the web, a closed one ends no other, and one begins
 * faster as the copy of a process that is ready.
 */
const lax = ['--single-process', '--no-zygote', '--disable-web-security', '--allow-running-insecure-content']

/** Pages without pictures in three dimensions need no graphics card, and playing one costs as much as the pages themselves. */
const graphics = [
  '--ignore-gpu-blocklist',
  '--in-process-gpu',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
]

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A Chromium from npm with an empty profile. `PARLEY_CHROMIUM` names another one. */
export const startBrowser = async (): Promise<Browser> => {
  const executablePath = process.env.PARLEY_CHROMIUM ?? (await packed.executablePath())
  const args = [...packed.args.filter((argument) => ![...lax, ...graphics].includes(argument)), ...quiet]
  return chromium.launch({ executablePath, args, headless: true })
}

type Screen = {
  width?: number
  height?: number
  colorScheme?: 'light' | 'dark'
  scale?: number
  /** For axe, which the page's policy would keep out. */
  bypassCSP?: boolean
  /** Lets the portal put its files by, which takes as long as the visit itself: for tests of what is done then. */
  serviceWorker?: boolean
}

/** Somebody who has signed in, before their screen. `complaints` must stay empty: errors, and what the policy refused. */
export type Seat = { context: BrowserContext; page: Page; complaints: string[] }

/** Opens the portal for somebody who has not signed in yet: they are asked who they are. */
export const openPage = async (browser: Browser, portal: string, screen: Screen = {}): Promise<Seat> => {
  const { width = 1440, height = 900, colorScheme = 'light', scale = 1 } = screen
  const { bypassCSP = false, serviceWorker = false } = screen
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    deviceScaleFactor: scale,
    bypassCSP,
    serviceWorkers: serviceWorker ? 'allow' : 'block',
    locale: 'en-US',
    timezoneId: 'America/Los_Angeles',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const complaints = complaintsOf(page)
  // The page leaves for the sign-in while it loads: whoever waited for its end could wait in vain.
  await page.goto(portal, { waitUntil: 'commit' })
  return { context, page, complaints }
}

/** Opens the portal and signs in. */
export const takeSeat = async (
  browser: Browser,
  portal: string,
  email: string,
  screen?: Screen,
): Promise<Seat> => {
  const seat = await openPage(browser, portal, screen)
  await seat.page.getByRole('link', { name: email }).click()
  await seat.page.getByRole('navigation', { name: 'Conversations' }).waitFor()
  return seat
}

/**
 * What the browser tells of connections: a lost one (tests that cut it say so), a file that it loads once more because
 * the service worker began between its preload and its use, and one that a busy machine came to use late.
 */
const isOfConnection =
  /net::ERR_|Failed to load resource|closed before the connection is established|service worker resource mismatch|preloaded using link preload but not used|Service Worker registration blocked/

export const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('console', (message) => {
    const isBad = message.type() === 'error' || message.type() === 'warning'
    if (isBad && !isOfConnection.test(message.text())) complaints.push(message.text())
  })
  return complaints
}

/** The link to the conversation of a phone or a name. */
export const row = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Conversations' }).getByRole('link').filter({ hasText: name })

/** What is said in the open conversation. */
export const log = (page: Page) => page.getByRole('log', { name: 'Messages' })

export const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true })

export const messageField = (page: Page) => page.getByRole('textbox', { name: 'Message' })

/** Makes the page believe that its tab is hidden, as on a phone whose owner has gone elsewhere. */
export const hide = (page: Page) => setVisibility(page, 'hidden')

/** Makes the page believe that somebody sees its tab again. */
export const show = (page: Page) => setVisibility(page, 'visible')

const setVisibility = (page: Page, state: 'hidden' | 'visible') =>
  page.evaluate(`Object.defineProperty(document, 'visibilityState', { get: () => '${state}', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))`)
