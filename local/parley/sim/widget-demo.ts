import type { Reply, Request } from '../../runner/core/http.ts'

/**
 * A page of a company with its widget, at another address than Parley's, under a policy as strict as a page can have: nothing but
 * what the widget needs, from the one host that has it. Of itself it has what plays Turnstile, so that nobody asks Cloudflare. `?widget=` shows another one, `?lang=` says the page's language.
 */
export const showWidgetDemo = (demo: WidgetDemo, { url }: Pick<Request, 'url'>): Reply => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    'content-security-policy': policyOf(demo.host),
    'referrer-policy': 'no-referrer',
  },
  body: pageOf(demo, url.searchParams),
})

/** `host`: where Parley's portal is, without a slash at its end. */
export type WidgetDemo = { host: string; widget: string }

const policyOf = (host: string) =>
  [
    "default-src 'none'",
    `script-src ${host} 'self'`,
    `connect-src ${host}`,
    `img-src ${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')

const pageOf = ({ host, widget }: WidgetDemo, asked: URLSearchParams): string => {
  const id = /^wdg_[0-9a-z]+$/.exec(asked.get('widget') ?? '')?.[0] ?? widget
  const language = asked.get('lang') === 'es' ? 'es' : 'en'
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${said[language].title}</title>
<script src="/turnstile/v0/api.js"></script>
<script type="module" src="${host}/widget/v1.js"></script>
</head>
<body>
<main>
<h1>${said[language].title}</h1>
<p>${said[language].text}</p>
<parley-text widget="${id}"></parley-text>
</main>
</body>
</html>
`
}

const said = {
  en: {
    title: 'Demo Company repairs printers',
    text: 'Mondays to Fridays, on your premises. Do you have a question?',
  },
  es: {
    title: 'Demo Company repara impresoras',
    text: 'De lunes a viernes, en sus oficinas. ¿Tiene alguna pregunta?',
  },
}
