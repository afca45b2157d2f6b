import { X } from 'lucide-react'
import { useDesk, useSource } from '../desk.ts'
import { pageWords } from '../words/pages.ts'
import { IconButton } from './icon.tsx'

/** Short news at the bottom of the page; they go by themselves. */
export const Toasts = () => {
  const { toasts } = useDesk()
  const shown = useSource(toasts, toasts.all)
  return (
    <div className="toasts" role="status">
      {shown.map(({ id, text, action }) => (
        <div key={id} className="toast">
          {text}
          {action && (
            <button
              type="button"
              className="link"
              onClick={() => {
                toasts.remove(id)
                action.run()
              }}
            >
              {action.label}
            </button>
          )}
          <IconButton icon={X} label={pageWords.dismiss} onClick={() => toasts.remove(id)} />
        </div>
      ))}
    </div>
  )
}
