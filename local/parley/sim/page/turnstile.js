// Plays Cloudflare's script for the site keys that it offers for tests: some always pass, some always fail, and one has the visitor
// do something. As the real one, it finds no element in a shadow tree.
const token = 'XXXX.DUMMY.TOKEN.XXXX'

const pass = ({ box, options }) => {
  box.textContent = '✓ Turnstile (local)'
  options.callback?.(token)
}

const failWith = (code) => (one) => {
  one.box.textContent = `✗ Turnstile (local) fails: ${code}`
  one.options['error-callback']?.(code)
}

const ask = (one) => {
  const label = document.createElement('label')
  const tick = document.createElement('input')
  tick.type = 'checkbox'
  tick.addEventListener('change', () => pass(one))
  label.append(tick, ' Verify you are human (local)')
  one.box.replaceChildren(label)
}

const behaviours = {
  '1x00000000000000000000AA': pass,
  '1x00000000000000000000BB': pass,
  '2x00000000000000000000AB': failWith('300030'),
  '2x00000000000000000000BB': failWith('300030'),
  '3x00000000000000000000FF': ask,
}

/** Of a site key of somebody's own Cloudflare alone knows. Answers never come before `render` has given the id. */
const begin = (one) => queueMicrotask(() => (behaviours[one.options.sitekey] ?? failWith('110100'))(one))

const shown = new Map()

window.turnstile = {
  render(container, options) {
    const box = typeof container === 'string' ? document.querySelector(container) : container
    if (!box || !document.contains(box)) throw new Error('Turnstile: the container is not in the document.')
    const id = `local-${shown.size}`
    shown.set(id, { box, options })
    begin(shown.get(id))
    return id
  },
  reset(id) {
    begin(shown.get(id))
  },
}
