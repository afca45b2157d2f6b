import { ImagePlus, MessageSquareText, Smile, StickyNote } from 'lucide-react'
import {
  type ClipboardEvent,
  type KeyboardEvent,
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Contact, Conversation } from '../data/api.ts'
import { mentionsIn } from '../data/mentions.ts'
import { useDesk, useSource } from '../desk.ts'
import { IconButton } from '../parts/icon.tsx'
import { useKeys } from '../parts/use-keys.ts'
import type { Rights } from '../talk/rights.ts'
import { useClose } from '../talk/use-close.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { price } from '../words/times.ts'
import { GateBar } from './gate-bar.tsx'
import { LaterMenu } from './later-menu.tsx'
import { acceptedPictures, mostPictures } from './picture-limits.ts'
import { TextField } from './text-field.tsx'
import { type Counted, countText } from './unicode.ts'
import { UnicodeBar } from './unicode-bar.tsx'
import { useMentions } from './use-mentions.tsx'
import { useDroppedFiles, usePictures } from './use-pictures.ts'
import { type Previewed, usePreview } from './use-preview.ts'
import './composer.css'

const PictureTray = lazy(() => import('./picture-tray.tsx'))
const EmojiPanel = lazy(() => import('./emoji-panel.tsx'))
const TemplatePanel = lazy(() => import('./template-panel.tsx'))

type ComposerProps = { conversation: Conversation; contact: Contact | undefined; rights: Rights }

/** Where a conversation is answered; or the sentence that says why it is not. */
export const Composer = (props: ComposerProps) => {
  const { store } = useDesk()
  const { state, claimed_by, merged_into } = props.conversation
  const claimer = useSource(store, () => store.agent(claimed_by ?? ''))
  if (merged_into) return null
  const { mayReply, mayClaim, mayWrite } = props.rights
  if (mayReply || mayClaim) return <OpenComposer {...props} />
  const why =
    state === 'closed' ? pageWords.isClosed : pageWords.notYours(claimer?.name ?? pageWords.somebody)
  if (!mayWrite) return <div className="composer shut">{why}</div>
  return <OpenComposer {...props} onlyNotes={why} />
}

const OpenComposer = ({
  conversation,
  contact,
  rights,
  onlyNotes,
}: ComposerProps & { onlyNotes?: string }) => {
  const { store, drafts, outbox, preferences } = useDesk()
  const { id } = conversation
  const field = useRef<HTMLTextAreaElement>(null)
  const draft = useSource(drafts, () => drafts.get(id))
  const number = useSource(store, () => store.number(conversation.number.id))
  const { sendWith, undoSeconds } = useSource(preferences, preferences.get)
  const [sendAt, setSendAt] = useState<string>()
  const [isNow, setNow] = useState(false)
  const [isTimeAsked, setTimeAsked] = useState(false)
  const [isEmoji, setEmoji] = useState(false)
  /** Where the words of a template go, while one is chosen. */
  const [slot, setSlot] = useState<{ at: number; end: number }>()
  const chooser = useRef<HTMLInputElement>(null)
  const [notice, setNotice] = useState<{ place: string; text: string | undefined }>()
  const said = notice?.place === id ? notice.text : undefined
  const closeIt = useClose()
  const body = draft?.body ?? ''
  const [isNoteChosen, setNote] = useState(false)
  const isNote = onlyNotes !== undefined || (draft ? draft.isNote === true : isNoteChosen)
  const settings = useMemo(
    () => ({ longMessages: number?.long_messages ?? 'concatenated', counters: number?.counters ?? false }),
    [number],
  )
  const counted = useMemo(() => countText(body, settings), [body, settings])
  const { phone: to, version, last_inbound_at } = conversation
  const since = `${version} ${last_inbound_at} ${contact?.version}`
  const kept = draft?.pictures ?? []
  const { open, pictures, attached } = usePictures(id, kept.length > 0)
  const media = isNote ? [] : kept.filter((one) => one.state === 'ready').map((one) => one.id)
  const isUnready = !isNote && [...kept, ...attached].some(({ state }) => state !== 'ready')
  const preview = usePreview(
    isNote ? undefined : { to, from: conversation.number.address, body, media, sendAt, since },
  )
  const isBlocked = !isNote && preview?.gate?.decision === 'block'
  const isEmpty = body.trim() === '' && media.length === 0
  const most = mostPictures(number)
  const say = useCallback((text?: string) => setNotice({ place: id, text }), [id])
  const attach = useCallback(
    async (files: File[]) => {
      if (isNote) return say(pageWords.pictures.noteOnly)
      if (most === 0) return say(pageWords.pictures.off)
      const opened = await open().catch(() => undefined)
      if (!opened) return say(pageWords.pictures.notLoaded)
      say(opened.add(id, files, most) > 0 ? pageWords.pictures.tooMany(most) : undefined)
    },
    [open, say, id, isNote, most],
  )
  const isDragged = useDroppedFiles(attach)
  const write = (text: string) => {
    say()
    drafts.set(id, { body: text, ...(isNote && { isNote }) })
  }
  const mentions = useMentions({ field, body, isNote, write })
  const turnTo = (note: boolean) => {
    setNote(note)
    drafts.set(id, { body, ...(note && { isNote: true }) })
    field.current?.focus()
  }
  const send = async () => {
    if (isEmpty || isUnready || isBlocked) return false
    const claim = !isNote && rights.mayClaim
    const when = { ...(sendAt && { sendAt }), ...(isNow && !sendAt && { sendNow: true }) }
    // Before anything is waited for: whoever has left the field by then stays where they are.
    field.current?.focus()
    const mentioned = isNote ? mentionsIn(body, store.agents()) : []
    const more = {
      ...(media.length > 0 && { media }),
      ...(mentioned.length > 0 && { mentions: mentioned }),
      ...(!isNote && when),
    }
    await outbox.post({ conversation: id, isNote, body, claim, ...more }, undoSeconds)
    // Pictures that wait beside a note are for the next text.
    drafts.set(id, isNote ? { body: '' } : undefined)
    setNote(false)
    setSendAt(undefined)
    setNow(false)
    return true
  }
  const openTemplates = () => {
    const end = field.current?.selectionEnd ?? body.length
    setSlot({ at: field.current?.selectionStart ?? end, end })
  }
  const replyWithTemplate = () => {
    turnTo(false)
    openTemplates()
  }
  const takeTemplate = (text: string, notice: string | undefined) => {
    const { at, end } = slot ?? { at: body.length, end: body.length }
    write(body.slice(0, at) + text + body.slice(end))
    say(notice)
    setSlot(undefined)
    field.current?.focus()
  }
  const onKeyDown = async (event: KeyboardEvent) => {
    if (mentions.onKeyDown(event)) return
    const { selectionStart: at = 0 } = field.current ?? {}
    const isPlain = !event.ctrlKey && !event.metaKey && !event.nativeEvent.isComposing
    if (event.key === '/' && isPlain && !isNote && isEmptyLine(body, at)) {
      event.preventDefault()
      openTemplates()
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      field.current?.blur()
    }
    // Enter that ends the composition of a character sends nothing.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return
    const withControl = event.ctrlKey || event.metaKey
    if (withControl && event.shiftKey && !isNote) {
      event.preventDefault()
      setTimeAsked(true)
    }
    if (event.shiftKey) return
    if (sendWith === 'ctrl' && !withControl && !event.altKey) return
    event.preventDefault()
    const isSent = await send()
    if (isSent && event.altKey && rights.mayClose) await closeIt(conversation)
  }
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0 || event.clipboardData.getData('text/plain')) return
    event.preventDefault()
    attach([...event.clipboardData.files])
  }
  const choose = () => (most === 0 ? say(pageWords.pictures.off) : chooser.current?.click())
  const insert = (text: string) => {
    const at = field.current?.selectionStart ?? body.length
    write(body.slice(0, at) + text + body.slice(field.current?.selectionEnd ?? at))
  }
  useEffect(() => {
    const look = () => void (document.visibilityState === 'visible' && drafts.look(id))
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [drafts, id])
  useKeys({
    r: () => turnTo(onlyNotes !== undefined),
    n: () => turnTo(true),
    m: onlyNotes === undefined && replyWithTemplate,
  })
  const numberName = number?.name ?? formatPhone(conversation.number.address ?? '')
  return (
    <section
      className={isNote ? 'composer note' : 'composer'}
      aria-label={isNote ? pageWords.composer.note : pageWords.composer.reply}
    >
      {onlyNotes && (
        <div className="say">
          <span>{onlyNotes}</span>
        </div>
      )}
      <OtherDraft conversation={id} />
      {(isDragged || said) && (
        <div className={isDragged ? 'say ours' : 'say warn'} role="status">
          <span>{isDragged ? pageWords.pictures.drop : said}</span>
        </div>
      )}
      {!isNote && (
        <>
          <GateBar
            gate={preview?.gate}
            contact={contact}
            number={number}
            sendAt={sendAt}
            setSendAt={setSendAt}
            isNow={isNow}
            setNow={setNow}
          />
          <Warnings preview={preview} />
          {/* With pictures a text costs the same, whatever its characters are. */}
          {attached.length === 0 && (
            <UnicodeBar counted={counted} pricePerSegment={pricePerSegment(preview)} replace={write} />
          )}
        </>
      )}
      {slot && !isNote && (
        <Suspense>
          <TemplatePanel
            contact={contact}
            number={conversation.number.id}
            conversation={conversation.id}
            use={takeTemplate}
            close={() => {
              setSlot(undefined)
              field.current?.focus()
            }}
          />
        </Suspense>
      )}
      {isEmoji && (
        <Suspense>
          <EmojiPanel choose={insert} close={() => setEmoji(false)} />
        </Suspense>
      )}
      {mentions.list}
      <TextField
        ref={field}
        body={body}
        pieces={isNote ? [] : counted.pieces}
        placeholder={isNote ? pageWords.composer.notePlaceholder : pageWords.composer.placeholder(numberName)}
        write={write}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onCaret={mentions.onCaret}
        aria={mentions.aria}
      />
      {!isNote && pictures && attached.length > 0 && (
        <Suspense>
          <PictureTray
            conversation={id}
            pictures={pictures}
            attached={attached}
            cost={costOf(preview, media.length)}
          />
        </Suspense>
      )}
      <div className="foot">
        {!isNote && (
          <>
            <input
              ref={chooser}
              type="file"
              multiple
              hidden
              accept={acceptedPictures}
              onChange={({ target }) => {
                attach([...(target.files ?? [])])
                // The same file can be chosen again.
                target.value = ''
              }}
            />
            <IconButton
              icon={ImagePlus}
              label={pageWords.pictures.attach}
              aria-disabled={most === 0}
              onClick={choose}
            />
            <IconButton
              icon={MessageSquareText}
              label={pageWords.templates.open}
              aria-expanded={slot !== undefined}
              onClick={() => (slot ? setSlot(undefined) : openTemplates())}
            />
          </>
        )}
        <IconButton
          icon={Smile}
          label={pageWords.composer.emoji}
          // A phone has a keyboard of them.
          className="hide-small"
          aria-expanded={isEmoji}
          onClick={() => setEmoji(!isEmoji)}
        />
        {!onlyNotes && (
          <IconButton
            icon={StickyNote}
            label={isNote ? pageWords.composer.writeReply : pageWords.composer.writeNote}
            aria-pressed={isNote}
            onClick={() => turnTo(!isNote)}
          />
        )}
        {!isNote && <Count counted={counted} preview={preview} pictures={media.length} />}
        <span className="push" />
        {!isNote && (
          <LaterMenu
            zone={contact?.zone}
            setSendAt={setSendAt}
            isAsked={isTimeAsked}
            setAsked={setTimeAsked}
          />
        )}
        <button
          type="button"
          className="btn primary"
          aria-disabled={isBlocked || isUnready || isEmpty}
          onClick={send}
        >
          {isNote
            ? pageWords.composer.saveNote
            : rights.mayClaim
              ? pageWords.composer.claimAndSend
              : pageWords.composer.send}
        </button>
      </div>
    </section>
  )
}

/** Whether a character that is typed there would be the only one of its line. */
const isEmptyLine = (body: string, at: number): boolean =>
  (at === 0 || body[at - 1] === '\n') && (at === body.length || body[at] === '\n')

/** Two devices, two beginnings: a person says which of them goes on. */
const OtherDraft = ({ conversation }: { conversation: Conversation['id'] }) => {
  const { drafts } = useDesk()
  const there = useSource(drafts, () => drafts.conflict(conversation))
  if (there === undefined) return null
  const choose = (which: 'here' | 'there') => () => void drafts.choose(conversation, which)
  return (
    <div className="say warn" role="status">
      <span>{pageWords.composer.otherDraft(there)}</span>
      <button type="button" onClick={choose('there')}>
        {pageWords.composer.takeOther}
      </button>
      <button type="button" onClick={choose('here')}>
        {pageWords.composer.keepThis}
      </button>
    </div>
  )
}

const pricePerSegment = (preview: Previewed | undefined): number | undefined =>
  preview && preview.segments > 0 ? preview.price.amount / preview.segments : undefined

type CountProps = { counted: Counted; preview: Previewed | undefined; pictures: number }

/** What pictures take, as soon as the API has said so. */
const costOf = (preview: Previewed | undefined, pictures: number): string | undefined =>
  preview && pictures > 0 && preview.pictures === pictures
    ? `${pageWords.pictures.counts(pictures, preview.segments)} · ${price(preview.price.amount)}`
    : undefined

/** Characters and segments at once, the price as soon as it is known. */
const Count = ({ counted, preview, pictures }: CountProps) => {
  const each = pricePerSegment(preview)
  if (counted.characters === 0) return <span className="sub count">{pageWords.sms}</span>
  if (pictures > 0) return <span className="sub count">{pageWords.characters(counted.characters)}</span>
  const facts = [
    pageWords.characters(counted.characters),
    pageWords.segments(counted.segments),
    counted.parts > 1 && pageWords.composer.parts(counted.parts),
    each !== undefined && price(each * counted.segments),
  ]
  return <span className="sub count">{facts.filter(Boolean).join(' · ')}</span>
}

/** What carriers are known to filter: said, not forbidden. */
const Warnings = ({ preview }: { preview: Previewed | undefined }) =>
  preview?.warnings.map(({ code, text }) => (
    <div key={`${code} ${text}`} className="say warn" role="status">
      <span>{pageWords.composer.warning(text)}</span>
    </div>
  ))
