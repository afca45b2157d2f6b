import type { User } from './users.ts'

/** The page that asks who signs in: a link for each person, back to `/authorize` with their address as `login_hint`. */
export const signInPage = (users: User[], query: string): string =>
  page(
    'Who signs in?',
    `<p>This runs on your machine: no password is asked for.</p>
<ul>
${users.map((user) => personLink(user, query)).join('\n')}
</ul>`,
  )

/** A page of the sign-in with a heading. `body` is HTML. */
export const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main>
<h1>${inHtml(title)}</h1>
${body}
</main>
</body>
</html>
`

const personLink = ({ email, groups, disabled }: User, query: string) => {
  const chosen = new URLSearchParams(query)
  chosen.set('login_hint', email)
  const initials = email.slice(0, 2).toUpperCase()
  return `<li><a href="/authorize?${inHtml(chosen.toString())}"><span class="face" aria-hidden="true">${inHtml(initials)}</span><span class="who">${inHtml(email)}<small>${inHtml(groups.join(', '))}${disabled ? ' (disabled)' : ''}</small></span></a></li>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const inHtml = (text: string) =>
  text.replace(/[&<>"]/g, (character) => entities[character] ?? character)

const style = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f6f4, #131415); --surface: light-dark(#ffffff, #1b1c1e); --line: light-dark(#e3e3df, #2e3033);
  --ink: light-dark(#1b1c1a, #ececea); --ink-2: light-dark(#55574f, #b4b6b2); --accent: light-dark(#0b6e5c, #3ecfae);
  --accent-soft: light-dark(#dff1ec, #15332c); --accent-ink: light-dark(#0a5648, #7ee0c8); --focus: light-dark(#0b57d0, #a8c7fa);
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 24px 16px; background: var(--ground);
  color: var(--ink); font: 400 0.875rem/1.45 "Inter", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { width: 100%; max-width: 376px; }
h1 { font-size: 1.25rem; font-weight: 600; margin: 0 0 4px; }
p { margin: 0 0 16px; color: var(--ink-2); }
ul { list-style: none; margin: 0; padding: 0; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; overflow: clip; }
li + li { border-top: 1px solid var(--line); }
a { display: flex; align-items: center; gap: 12px; padding: 12px 16px; min-height: 60px; color: inherit; text-decoration: none; }
a:hover { background: var(--accent-soft); color: var(--accent-ink); }
a:focus-visible { outline: 2px solid var(--focus); outline-offset: -2px; border-radius: 10px; }
.face { width: 36px; height: 36px; flex: none; border-radius: 50%; display: grid; place-items: center; font-size: 0.75rem; font-weight: 600;
  background: var(--ground); color: var(--ink-2); border: 1px solid var(--line); }
.who { font-weight: 500; min-width: 0; overflow-wrap: anywhere; }
form { display: grid; gap: 12px; margin: 0 0 16px; }
label { display: grid; gap: 4px; font-weight: 500; }
input { font: inherit; padding: 10px 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); color: inherit; }
button { font: inherit; font-weight: 600; padding: 10px 12px; border: 0; border-radius: 8px; background: var(--accent-ink); color: var(--surface); }
input:focus-visible, button:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
a.plain { display: inline; padding: 0; text-decoration: underline; }
small { display: block; font-weight: 400; font-size: 0.75rem; color: var(--ink-2); }
`
