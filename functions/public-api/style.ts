import { createHash } from 'node:crypto'

/** The look of the portal (portal/src/style/tokens.css) for pages that have nothing but markup. */
export const style = `:root{color-scheme:light dark;--ground:light-dark(#f6f6f4,#131415);--surface:light-dark(#fff,#1b1c1e);--line:light-dark(#e3e3df,#2e3033);--line-strong:light-dark(#8a8a84,#74777c);--ink:light-dark(#1b1c1a,#ececea);--ink-2:light-dark(#55574f,#b4b6b2);--accent:light-dark(#0b6e5c,#3ecfae);--on-accent:light-dark(#fff,#06231c);--accent-soft:light-dark(#dff1ec,#15332c);--accent-ink:light-dark(#0a5648,#7ee0c8);--bad-ink:light-dark(#9b1c13,#ffa9a1);--focus:light-dark(#0b57d0,#a8c7fa)}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;-webkit-text-size-adjust:100%}
main{max-width:680px;margin:0 auto;padding:24px 16px 48px}
header{margin-bottom:24px}
h1{font-size:1.5rem;line-height:1.25;margin:4px 0 12px;overflow-wrap:anywhere;text-wrap:balance}
h2{font-size:1rem;margin:32px 0 12px}
p{margin:0}
a:focus-visible,button:focus-visible,input:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
header .company{color:var(--ink-2);font-size:.875rem}
.facts{display:flex;flex-wrap:wrap;gap:8px;align-items:center;color:var(--ink-2);font-size:.875rem}
.state{border-radius:999px;padding:2px 12px;background:var(--accent-soft);color:var(--accent-ink);font-weight:600}
.text-us,button{display:inline-block;border:0;border-radius:10px;padding:12px 20px;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
.hint{color:var(--ink-2);font-size:.875rem;margin-top:8px}
ol{list-style:none;margin:0;padding:0;display:grid;gap:12px}
li{max-width:88%;border:1px solid var(--line);border-radius:16px;padding:12px 16px;background:var(--surface);justify-self:start}
li.customer{justify-self:end;background:var(--accent-soft);border-color:transparent}
.words{white-space:pre-wrap;overflow-wrap:anywhere}
.meta{display:flex;flex-wrap:wrap;gap:0 8px;color:var(--ink-2);font-size:.8125rem;margin-bottom:4px}
.pictures{display:flex;flex-wrap:wrap;gap:8px;margin-top:8px}
.pictures img{display:block;max-width:100%;height:auto;border-radius:10px;background:var(--line)}
.card{border:1px solid var(--line);border-radius:16px;padding:24px;background:var(--surface);margin-top:48px}
.bad{color:var(--bad-ink)}
label{display:block;font-weight:600;margin:16px 0 4px}
input{font:inherit;font-size:1.25rem;letter-spacing:.2em;width:8em;max-width:100%;padding:8px 12px;border:1px solid var(--line-strong);border-radius:10px;background:var(--surface);color:inherit}
form .bad{margin-top:8px}
form button{display:block;margin-top:16px}`

/** By which a page allows this style and no other. */
export const styleSource = `'sha256-${createHash('sha256').update(style).digest('base64')}'`
