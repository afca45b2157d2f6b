import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { Icon } from './icon.tsx'

type RailLinkProps = {
  href: string
  icon: LucideIcon
  label: string
  /** Left out where the place has no other address. */
  isHere?: boolean
  /** A mark on the icon. */
  children?: ReactNode
}

/** The way to one place of the portal. */
export const RailLink = ({ href, icon, label, isHere, children }: RailLinkProps) => {
  const [path] = useLocation()
  return (
    <Link
      href={href}
      aria-current={(isHere ?? path === href) ? 'page' : undefined}
      aria-label={label}
      title={label}
    >
      <Icon of={icon} />
      {children}
    </Link>
  )
}
