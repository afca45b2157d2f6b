import type { AriaAttributes, ClipboardEvent, KeyboardEvent, Ref } from 'react'
import { pageWords } from '../words/pages.ts'
import type { Piece } from './unicode.ts'

type TextFieldProps = {
  ref?: Ref<HTMLTextAreaElement>
  body: string
  pieces: Piece[]
  placeholder: string
  write(body: string): void
  onKeyDown?(event: KeyboardEvent): void
  onPaste?(event: ClipboardEvent): void
  /** Called with the place of the caret whenever it is another one. */
  onCaret?: ((at: number) => void) | undefined
  /** What a list beside the field offers. */
  aria?: AriaAttributes
}

/**
 * The field for the words. A copy of them lies below it, in the same letters: it makes the field as high as the text, and
 * underlines what forces Unicode.
 */
export const TextField = ({
  ref,
  body,
  pieces,
  placeholder,
  write,
  onKeyDown,
  onPaste,
  onCaret,
  aria,
}: TextFieldProps) => (
  <div className="field">
    <div className="mirror" aria-hidden="true">
      {pieces.map(({ text, forces }, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other name
        forces ? <mark key={index}>{text}</mark> : text,
      )}
      {pieces.length === 0 && body}
      {'\u200b'}
    </div>
    <textarea
      ref={ref}
      aria-label={pageWords.message}
      rows={1}
      value={body}
      placeholder={placeholder}
      enterKeyHint="send"
      onChange={(event) => write(event.target.value)}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
      onSelect={({ currentTarget }) => onCaret?.(currentTarget.selectionStart)}
      {...aria}
    />
  </div>
)
