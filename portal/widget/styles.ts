import { textOn } from './text-on.ts'

/** Made by script, so that no policy of the page has to allow styles. */
export const styleSheet = (colour: string): CSSStyleSheet => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`
:host{display:inline-block;font:16px/1.5 system-ui,sans-serif}
*{box-sizing:border-box}
.open,.send{min-height:44px;padding:10px 20px;border:1px solid color-mix(in srgb,${textOn(colour)} 18%,transparent);border-radius:22px;background:${colour};color:${textOn(colour)};font:inherit;font-weight:600;text-decoration:none;cursor:pointer;display:inline-block}
.send{width:100%}
.send:disabled{opacity:.6;cursor:default}
:focus-visible{outline:3px solid light-dark(#0b57d0,#a8c7fa);outline-offset:2px}
dialog{width:min(380px,calc(100vw - 32px));padding:24px;border:1px solid light-dark(#d6d6d2,#3a3d41);border-radius:16px;background:light-dark(#fff,#1b1c1e);color:light-dark(#1b1c1a,#ececea);overflow-wrap:anywhere}
dialog::backdrop{background:rgb(0 0 0/.5)}
h2{margin:0 40px 8px 0;font-size:20px;line-height:1.3}
p{margin:0 0 12px}
img{display:block;width:200px;height:200px;margin:0 auto 12px;border-radius:8px;background:#fff}
a:not(.open){color:light-dark(#0b57d0,#a8c7fa)}
.number{text-align:center}
.close{position:absolute;top:16px;right:16px;width:40px;height:40px;border:0;border-radius:20px;background:none;color:inherit;font:24px/1 system-ui;cursor:pointer}
form{padding-top:16px;border-top:1px solid light-dark(#d6d6d2,#3a3d41)}
label{display:block;margin-bottom:12px}
.phone{display:block;width:100%;min-height:44px;margin-top:4px;padding:8px 12px;border:1px solid light-dark(#767676,#8a8d91);border-radius:8px;background:transparent;color:inherit;font:inherit}
.agree{display:grid;grid-template-columns:24px 1fr;gap:8px;font-size:14px}
.agree input{width:20px;height:20px;margin:1px 0 0;accent-color:${colour}}
.links{font-size:14px}
.turnstile{margin-bottom:12px}
[role=status]{margin:12px 0 0}
[role=status]:empty{display:none}`)
  return sheet
}
