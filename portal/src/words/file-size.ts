import { locale } from './locale.ts'

/** Bytes as a reader thinks of them: 12 kB, 1.4 MB. */
export const fileSize = (bytes: number): string => {
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
  const maximumFractionDigits = unit === 'megabyte' ? 1 : 0
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits }).format(
    bytes > 0 && size < 1 ? 1 : size,
  )
}
