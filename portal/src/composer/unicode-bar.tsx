import { locale } from '../words/locale.ts'
import { pageWords } from '../words/pages.ts'
import { price } from '../words/times.ts'
import type { Counted } from './unicode.ts'

type UnicodeBarProps = {
  counted: Counted
  pricePerSegment: number | undefined
  replace(body: string): void
}

/** Which characters make the text Unicode, what that costs, and the press that replaces them. */
export const UnicodeBar = ({ counted, pricePerSegment, replace }: UnicodeBarProps) => {
  const { replaced, forcing, segments } = counted
  if (!replaced) return null
  const { composer } = pageWords
  const characters = new Intl.ListFormat(locale, { type: 'conjunction' }).format(forcing.map(shown))
  const saved = segments - replaced.segments
  const say = forcing.length === 1 ? composer.unicodeOne : composer.unicode
  return (
    <div className={saved > 0 ? 'say warn' : 'say'} role="status">
      <span>{say(characters, segments, replaced.segments)}</span>
      <button type="button" onClick={() => replace(replaced.body)}>
        {saved > 0 && pricePerSegment
          ? composer.replaceSaves(price(saved * pricePerSegment))
          : composer.replace}
      </button>
    </div>
  )
}

/** White space and marks that nobody sees are told by their number. */
const shown = (character: string): string =>
  /[\p{L}\p{N}\p{P}\p{S}]/u.test(character)
    ? character
    : `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
