import { type Html, html } from './html.ts'
import type { PublicAnswer } from './router.ts'
import { style, styleSource } from './style.ts'

/** `pictures`: the origin of those that it shows. */
type Document = { lang: string; title: string; body: Html; status?: number; pictures?: string }

/** A whole page without a script, kept by nobody and named to nobody: whoever has its address may read it. */
export const documentAnswer = ({ lang, title, body, status = 200, pictures }: Document): PublicAnswer => ({
  statusCode: status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-language': lang,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex, nofollow',
    'content-security-policy': policy(pictures),
  },
  body: html`<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow"><meta name="format-detection" content="telephone=no"><title>${title}</title><style>${{ markup: style }}</style></head>
<body><main>${body}</main></body></html>`.markup,
})

const policy = (pictures: string | undefined): string =>
  [
    "default-src 'none'",
    `style-src ${styleSource}`,
    ...(pictures ? [`img-src ${pictures}`] : []),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
