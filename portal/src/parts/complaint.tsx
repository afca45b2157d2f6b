import type { ReactNode } from 'react'
import { sayError } from './edit-form.tsx'
import './fields.css'

/** Why something was refused, and what may be done about it. */
export const Complaint = ({ error, children }: { error: unknown; children?: ReactNode }) =>
  error === undefined ? null : (
    <p className="complaint" role="alert">
      {sayError(error)} {children}
    </p>
  )
