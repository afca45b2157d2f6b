// Prints the access token of an agent, for tests and integrators:
//   npm run -s token -- --as ana@example.com                         of the system that runs on this machine
//   npm run -s token -- --issuer <Issuer> --client <PortalClientId>  of a deployed one: the browser asks who you are
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { signInByBrowser } from './sign-in-by-browser.ts'

const { values: flags } = parseArgs({
  options: {
    as: { type: 'string' },
    issuer: { type: 'string' },
    client: { type: 'string' },
    /** An address of this machine among the `signInUrls` of the deployment. */
    back: { type: 'string', default: 'http://localhost:5173/' },
  },
})

const main = async (): Promise<string> => {
  const { issuer, client, as, back } = flags
  if (issuer && client)
    return signInByBrowser({
      issuer,
      clientId: client,
      back,
      as,
      show: (url) => console.error(askToOpen(url)),
    })
  if (!as) throw new Error('Say whose token: --as ana@example.com, or --issuer and --client of a deployment.')
  return localToken(as)
}

const askToOpen = (url: string) => `Open this page to sign in:\n${url}`

const localToken = async (username: string): Promise<string> => {
  const file = join(dirname(process.env.PARLEY_DATA ?? '.local/data'), 'endpoints.json')
  const endpoints = await readFile(file, 'utf8').catch(() => {
    throw new Error('Nothing runs on this machine: npm start, in this folder.')
  })
  const body = new URLSearchParams({ grant_type: 'password', username })
  const answer = await fetch(`${JSON.parse(endpoints).issuer}/token`, { method: 'POST', body })
  const { access_token, error_description } = (await answer.json()) as Record<string, string>
  if (!access_token) throw new Error(error_description)
  return access_token
}

main().then(
  (token) => console.log(token),
  (error) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  },
)
