import { words } from '../words/words.ts'
import './availability.css'

/** Whether somebody takes conversations that are handed out: a dot and the word. */
export const Availability = ({ available }: { available: boolean }) => (
  <span className={available ? 'availability on' : 'availability'}>
    {available ? words.availability.available : words.availability.away}
  </span>
)
