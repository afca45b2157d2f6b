const name = 'parley.notify'

/** Of several tabs one calls: the one that somebody looked at last. Gives whether this is it. */
export const createLeader = (): (() => boolean) => {
  let leads = false
  const lead = () => {
    if (leads || document.visibilityState === 'hidden') return
    navigator.locks
      .request(name, { steal: true }, () => {
        leads = true
        return new Promise(() => {})
      })
      .catch(() => {
        // Another tab took it.
        leads = false
      })
  }
  document.addEventListener('visibilitychange', lead)
  window.addEventListener('focus', lead)
  lead()
  return () => leads
}
