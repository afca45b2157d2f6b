import type { KeyboardEvent } from 'react'
import { pageWords } from '../words/pages.ts'
import './emoji-panel.css'

/** Those that people at a desk use; every other one comes from the system's own panel. */
const emoji = Array.from(
  '😀😃😄😁😅😂🙂😉😊😍😘😎🤗🤔😐😮😢😭😞😟😡🙏👍👎👌👏🙌💪🤝👋✌🤞👀❤🧡💛💚💙💜💔✨🎉🎂🎁🏆⭐🔥💡✅❌❗❓⚠⏰📅📍📞📱💬📧📷📎📝🔧🔑🛒💳💵📦🚚🚗✈🏠🏢☕🍕☀🌧❄🌈🐶🐱🌹🌻',
)

type EmojiPanelProps = { choose(character: string): void; close(): void }

/** Emoji to click, with what they do to a text. */
const EmojiPanel = ({ choose, close }: EmojiPanelProps) => {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears Escape of the buttons inside it
    <div onKeyDown={onKeyDown}>
      <p className="sub emoji-hint">{pageWords.composer.emojiCost}</p>
      <div className="emoji">
        {emoji.map((character) => (
          <button key={character} type="button" onClick={() => choose(character)}>
            {character}
          </button>
        ))}
      </div>
    </div>
  )
}

export default EmojiPanel
