import { useEffect, useState } from 'react'
import type { Answer, Client } from '#contract/client.ts'
import { useDesk } from '../desk.ts'
import { gateReason } from '../words/gate-reason.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'

export type Channel = 'sms' | 'email'
export type CaseText = Answer<'previewCaseTexts'>['texts'][number]
type Asked = Parameters<Client['previewCaseTexts']>[0]['body']

const pause = 250

/** What the customer of a case would be told, a moment after the last key. Nothing is asked where there is nothing to say. */
export const useCaseTexts = (asked: Asked | undefined): CaseText[] => {
  const { api } = useDesk()
  const [texts, setTexts] = useState<CaseText[]>([])
  const request = asked && JSON.stringify(asked)
  useEffect(() => {
    if (request === undefined) return setTexts([])
    let isLate = false
    const timer = setTimeout(async () => {
      const answer = await api.previewCaseTexts({ body: JSON.parse(request) }).catch(() => undefined)
      if (!isLate && answer) setTexts(answer.texts)
    }, pause)
    return () => {
      isLate = true
      clearTimeout(timer)
    }
  }, [api, request])
  return texts
}

/** Which of the texts that leave by themselves somebody takes back. `notify`: as requests have it; undefined: all of them. */
export const useNotify = (texts: CaseText[]) => {
  const [left, setLeft] = useState<readonly Channel[]>([])
  const wanted = texts.flatMap(({ channel }) => (left.includes(channel) ? [] : [channel]))
  return {
    left,
    choose: (channel: Channel, isWanted: boolean) =>
      setLeft(isWanted ? left.filter((other) => other !== channel) : [...left, channel]),
    notify: wanted.length < texts.length ? { notify: wanted } : {},
  }
}

type CaseTextsProps = { texts: CaseText[] } & Pick<ReturnType<typeof useNotify>, 'left' | 'choose'>

/** The texts that leave by themselves with what is about to be saved: each can be left out. */
export const CaseTexts = ({ texts, left, choose }: CaseTextsProps) =>
  texts.length > 0 && (
    <fieldset className="case-texts">
      <legend>{pageWords.cases.toldBy}</legend>
      {texts.map((text) => (
        <div key={text.channel} className="case-channel">
          <label className="check">
            <input
              type="checkbox"
              checked={!left.includes(text.channel)}
              onChange={({ target }) => choose(text.channel, target.checked)}
            />
            {pageWords.cases.channels[text.channel].take}
          </label>
          {!left.includes(text.channel) && <CaseTextPreview {...text} />}
        </div>
      ))}
    </fieldset>
  )

/** The very words that leave, to whom, and why they do not. */
export const CaseTextPreview = ({ channel, to, subject, body, segments, gate, code, detail }: CaseText) => {
  const { cases: texts, composer } = pageWords
  const why = gate && gate.decision !== 'allow' ? gateReason(gate) : code && (detail ?? code)
  const head =
    channel === 'sms'
      ? segments !== undefined && texts.willText(pageWords.segments(segments))
      : to && texts.willMail(to, subject ?? '')
  return (
    <div className="channel-preview" role="status">
      <p className="sub">{[head, channel === 'sms' && to && formatPhone(to)].filter(Boolean).join(' · ')}</p>
      {body && <p className="card-body">{body}</p>}
      {why && (
        <p className="card-why bad">
          {gate?.decision === 'hold' ? texts.willWait(why) : composer.blocked(why)}
        </p>
      )}
    </div>
  )
}
