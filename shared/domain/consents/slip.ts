/** Whether one typing slip makes a word out of another: a letter too many, too few or wrong, or two in the wrong order. */
export const isSlipOf = (written: string, meant: string): boolean => {
  if (Math.abs(written.length - meant.length) > 1 || written === meant) return false
  const from = firstDifference(written, meant)
  const [rest, wanted] = [written.slice(from), meant.slice(from)]
  return (
    rest.slice(1) === wanted ||
    rest === wanted.slice(1) ||
    rest.slice(1) === wanted.slice(1) ||
    (rest[0] === wanted[1] && rest[1] === wanted[0] && rest.slice(2) === wanted.slice(2))
  )
}

const firstDifference = (a: string, b: string): number => {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}
