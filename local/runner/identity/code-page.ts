import type { CodeWay } from './codes.ts'
import { inHtml, page } from './sign-in-page.ts'
import type { User } from './users.ts'

/** The page that asks which way a code shall come; the answer is the same address with `by`. */
export const codeWaysPage = (user: User, ways: CodeWay[], query: URLSearchParams): string =>
  page(
    'Sign in',
    `<p>${inHtml(user.email)} has no password: a code is sent each time.</p>
<ul>
${ways.map((way) => wayLink(user, way, query)).join('\n')}
</ul>`,
  )

const wayLink = ({ email, phone = '' }: User, way: CodeWay, query: URLSearchParams) => {
  const chosen = new URLSearchParams(query)
  chosen.set('by', way)
  const [label, where] = way === 'email' ? ['E-mail me a code', email] : ['Text me a code', phone]
  return `<li><a href="/sign-in/code?${inHtml(chosen.toString())}"><span class="who">${label}<small>${inHtml(where)}</small></span></a></li>`
}

/** The page that asks for the code that was sent; it goes back to `/authorize` as `one_time_code`. */
export const codePage = (user: User, query: URLSearchParams, isWrong: boolean): string => {
  const kept = [...query].filter(([name]) => !['by', 'wrong', 'one_time_code'].includes(name))
  const hidden = kept.map(
    ([name, value]) => `<input type="hidden" name="${inHtml(name)}" value="${inHtml(value)}">`,
  )
  return page(
    'Enter the code',
    `<p>A code is on its way to ${inHtml(user.email)}. It is good for three minutes.</p>
${isWrong ? '<p role="alert">This is not the code, or it is too old.</p>' : ''}
<form action="/authorize">
${hidden.join('\n')}
<label>Code <input name="one_time_code" inputmode="numeric" autocomplete="one-time-code" required autofocus></label>
<button>Sign in</button>
</form>
<p><a class="plain" href="/sign-in/code?${inHtml(new URLSearchParams(kept).toString())}">Send another code</a></p>`,
  )
}
