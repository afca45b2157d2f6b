import { X } from 'lucide-react'
import { useDesk, useSource } from '../desk.ts'
import { words } from '../words/words.ts'
import { IconButton } from './icon.tsx'

/** Short news at the bottom of the page; they go by themselves. */
export const Toasts = () => {
  const { toasts } = useDesk()
  const shown = useSource(toasts, toasts.all)
  return (
    <div className="toasts" role="status">
      {shown.map(({ id, text, undo }) => (
        <div key={id} className="toast">
          {text}
          {undo && (
            <button
              type="button"
              className="link"
              onClick={() => {
                toasts.remove(id)
                undo()
              }}
            >
              {words.undo}
            </button>
          )}
          <IconButton icon={X} label={words.dismiss} onClick={() => toasts.remove(id)} />
        </div>
      ))}
    </div>
  )
}
