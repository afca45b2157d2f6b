/** Numbers that nobody has: the North American plan keeps 555-01XX for stories. */
const offered = ['+12065550143', '+12065550144', '+14255550156', '+13125550177']

/** Two fit on a desktop, so that one person can be two customers; the styles hide the second where they do not. */
const names = ["A customer's phone", "Another customer's phone"]

const offer = (list, numbers) =>
  document
    .getElementById(list)
    .replaceChildren(...numbers.map((value) => Object.assign(document.createElement('option'), { value })))

/** A number that is remembered between visits; `change` is called when another one is written. */
const remember = (input, key, fallback, change) => {
  input.value = localStorage.getItem(key) ?? fallback
  input.addEventListener('change', () => {
    // The name of an RCS agent has hyphens.
    if (!input.value.startsWith('rcs-')) input.value = input.value.replaceAll(/[\s().-]/g, '')
    localStorage.setItem(key, input.value)
    change()
  })
}

const draw = (message, key) => {
  const item = document.createElement('div')
  item.className = `text ${message.direction === 'inbound' ? 'mine' : 'theirs'}`
  item.dataset.key = key
  const who = document.createElement('span')
  who.className = 'unseen'
  who.textContent = message.direction === 'inbound' ? 'I wrote: ' : 'They wrote: '
  const time = document.createElement('time')
  time.dateTime = message.at
  const parts = message.parts > 1 ? ` · ${message.parts} parts` : ''
  time.textContent =
    new Date(message.at).toLocaleString([], { dateStyle: 'short', timeStyle: 'short' }) + parts
  const lost = document.createElement('em')
  lost.textContent = message.notice ?? ''
  item.append(
    who,
    ...(message.media ?? []).map(drawMedia),
    ...(message.body ? [Object.assign(document.createElement('div'), { textContent: message.body })] : []),
    ...(message.notice ? [lost] : []),
    time,
  )
  return item
}

const drawMedia = ({ content_type, url }) => {
  if (content_type.startsWith('image/'))
    return Object.assign(document.createElement('img'), { src: url, alt: 'A picture' })
  return Object.assign(document.createElement('a'), { href: url, textContent: `File (${content_type})` })
}

/** Only what has changed is drawn anew, so that screen readers read new texts and nothing twice. */
const show = (texts, messages) => {
  const wasAtEnd = texts.scrollHeight - texts.scrollTop - texts.clientHeight < 40
  const keys = messages.map((message) => JSON.stringify(message))
  const kept = [...texts.children].findIndex((item, index) => item.dataset.key !== keys[index])
  const from = kept === -1 ? texts.children.length : kept
  while (texts.children.length > from) texts.lastElementChild.remove()
  texts.append(...messages.slice(from).map((message, index) => draw(message, keys[from + index])))
  if (wasAtEnd) texts.scrollTop = texts.scrollHeight
}

const toBase64 = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result.split(',')[1])
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })

/** A phone of its own: its number, whom it texts with, and what was said. */
const addPhone = (name, index, numbers, withPictures) => {
  const phone = document.getElementById('phone').content.cloneNode(true).firstElementChild
  const find = (part) => phone.querySelector(part)
  const [own, business, texts, notice] = ['.own', '.business', '.texts', '.notice'].map(find)
  const [composer, body, attached, files] = ['.composer', '.body', '.attached', '.files'].map(find)
  find('h2').textContent = name
  // What scrolls must be reached by the keyboard.
  texts.tabIndex = 0
  phone.setAttribute('aria-label', name)

  const report = (error) => {
    notice.textContent = error instanceof Error ? error.message : String(error)
  }
  const address = () => `/handsets/${encodeURIComponent(own.value)}`

  /** What is known of the text that was sent last: a carrier may not hand over its pictures. */
  let told = ''

  const load = async () => {
    const from = own.value
    const response = await fetch(`${address()}/messages`)
    const answer = await response.json()
    if (from !== own.value) return
    notice.textContent = response.ok ? told : answer.detail
    const ours = ({ from, to }) => [from, to].includes(business.value)
    show(texts, response.ok ? answer.data.filter(ours) : [])
  }

  let news
  const open = () => {
    news?.close()
    news = new EventSource(`${address()}/news`)
    news.addEventListener('text', () => load().catch(report))
    news.addEventListener('error', () => {
      notice.textContent = 'No network. Trying again.'
    })
  }

  const send = async () => {
    const media = await Promise.all(
      [...attached.files].map(async (file) => ({
        content_type: file.type || 'application/octet-stream',
        data: await toBase64(file),
      })),
    )
    if (body.value === '' && media.length === 0) return
    const response = await fetch(`${address()}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: business.value, body: body.value, ...(media.length > 0 && { media }) }),
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(answer.detail)
    composer.reset()
    files.replaceChildren()
    told = answer.notice ?? ''
    notice.textContent = told
    texts.scrollTop = texts.scrollHeight
  }

  composer.addEventListener('submit', async (event) => {
    event.preventDefault()
    const button = find('button')
    button.disabled = true
    await send().catch(report)
    button.disabled = false
    body.focus()
  })
  body.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    composer.requestSubmit()
  })
  attached.addEventListener('change', () => {
    const items = [...attached.files].map(({ name }) =>
      Object.assign(document.createElement('li'), {
        textContent: withPictures.includes(business.value) ? name : `${name} (will not arrive)`,
      }),
    )
    files.replaceChildren(...items)
  })

  document.getElementById('phones').append(phone)
  remember(own, `own.${index}`, offered[index], open)
  remember(business, `business.${index}`, numbers[0] ?? '', open)
  open()
}

const { data: numbers, with_pictures: withPictures } = await fetch('/numbers').then((response) =>
  response.json(),
)
offer('own-numbers', offered)
offer('business-numbers', numbers)
for (const [index, name] of names.entries()) addPhone(name, index, numbers, withPictures)
