import { type ReactNode, useEffect, useRef } from 'react'
import { settingsWords } from '../../words/settings.ts'
import { Code } from '../code.tsx'
import { CopyField } from '../copy-field.tsx'

/** A secret that was just made, the only time that it is seen, with the lines of docs/webhooks.md that verify with it. */
export const Secret = ({ secret, children }: { secret: string; children: ReactNode }) => {
  const { webhooks } = settingsWords
  const heading = useRef<HTMLHeadingElement>(null)
  // It comes after a question whose button has the focus again: nobody is to miss what is shown once.
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="card" aria-labelledby="secret-once">
      <h2 ref={heading} id="secret-once" className="once" tabIndex={-1}>
        {webhooks.secret}
      </h2>
      <p>{webhooks.secretOnce}</p>
      <CopyField label={webhooks.secret} text={secret} told={webhooks.secretCopied} />
      <p>{webhooks.verify}</p>
      <Code label={webhooks.verifyCode} text={verifying} told={webhooks.codeCopied} />
      {children}
    </section>
  )
}

const verifying = `import { createHmac, timingSafeEqual } from 'node:crypto'

export const isFromParley = (headers, body, secret) => {
  const signed = \`\${headers['webhook-id']}.\${headers['webhook-timestamp']}.\${body}\`
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const wanted = createHmac('sha256', key).update(signed).digest()
  const isSigned = (headers['webhook-signature'] ?? '').split(' ').some((one) => {
    const [version, signature = ''] = one.split(',')
    const given = Buffer.from(signature, 'base64')
    return version === 'v1' && given.length === wanted.length && timingSafeEqual(given, wanted)
  })
  const isNew = Math.abs(Date.now() / 1000 - Number(headers['webhook-timestamp'])) < 300
  return isSigned && isNew
}`
