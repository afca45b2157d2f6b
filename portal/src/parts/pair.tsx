import type { ReactNode } from 'react'

/** A line of what is known of something: its name and its value, in a list of definitions. */
export const Pair = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="pair">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
