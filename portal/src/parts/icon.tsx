import type { LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, Ref } from 'react'
import './button.css'

/** One drawing of the set, for eyes only: whatever holds it has a name. */
export const Icon = ({ of: Drawing }: { of: LucideIcon }) => <Drawing strokeWidth={1.75} aria-hidden="true" />

type IconButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  icon: LucideIcon
  /** What it does, as screen readers say it and as the tooltip shows it. */
  label: string
  ref?: Ref<HTMLButtonElement>
}

export const IconButton = ({ icon, label, className = '', ...props }: IconButtonProps) => (
  <button type="button" className={`icon ${className}`} aria-label={label} title={label} {...props}>
    <Icon of={icon} />
  </button>
)
