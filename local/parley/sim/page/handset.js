const find = (id) => document.getElementById(id)
const [own, business, texts, notice, composer, body, files] = [
  'own',
  'business',
  'texts',
  'notice',
  'composer',
  'body',
  'files',
].map(find)

/** Numbers that nobody has: the North American plan keeps 555-01XX for stories. */
const offered = ['+12065550143', '+12065550144', '+14255550156', '+13125550177']

const remember = (input, key, fallback) => {
  input.value = localStorage.getItem(key) ?? fallback
  input.addEventListener('change', () => {
    input.value = input.value.replaceAll(/[\s().-]/g, '')
    localStorage.setItem(key, input.value)
    open()
  })
}

const offer = (list, numbers) =>
  find(list).replaceChildren(
    ...numbers.map((value) => Object.assign(document.createElement('option'), { value })),
  )

const address = () => `/handsets/${encodeURIComponent(own.value)}`

/** Only what has changed is drawn anew, so that screen readers read new texts and nothing twice. */
const show = (messages) => {
  const wasAtEnd = texts.scrollHeight - texts.scrollTop - texts.clientHeight < 40
  const keys = messages.map((message) => JSON.stringify(message))
  const kept = [...texts.children].findIndex((item, index) => item.dataset.key !== keys[index])
  const from = kept === -1 ? texts.children.length : kept
  while (texts.children.length > from) texts.lastElementChild.remove()
  texts.append(...messages.slice(from).map((message, index) => draw(message, keys[from + index])))
  if (wasAtEnd) texts.scrollTop = texts.scrollHeight
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
    message.body,
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

const load = async () => {
  const phone = own.value
  const response = await fetch(`${address()}/messages`)
  const answer = await response.json()
  if (phone !== own.value) return
  notice.textContent = response.ok ? '' : answer.detail
  show(
    response.ok ? answer.data.filter((message) => [message.from, message.to].includes(business.value)) : [],
  )
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

const report = (error) => {
  notice.textContent = error instanceof Error ? error.message : String(error)
}

const toBase64 = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result.split(',')[1])
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })

const send = async () => {
  const media = await Promise.all(
    [...files.files].map(async (file) => ({
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
  if (!response.ok) throw new Error((await response.json()).detail)
  composer.reset()
  notice.textContent = ''
  texts.scrollTop = texts.scrollHeight
}

composer.addEventListener('submit', async (event) => {
  event.preventDefault()
  const button = composer.querySelector('button')
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

files.addEventListener('change', () => {
  notice.textContent =
    files.files.length > 0
      ? `Attached: ${[...files.files].map((file) => file.name).join(', ')}. Numbers of AWS receive the words only.`
      : ''
})

const { data: numbers } = await fetch('/numbers').then((response) => response.json())
offer('own-numbers', offered)
offer('business-numbers', numbers)
remember(own, 'own', offered[0])
remember(business, 'business', numbers[0] ?? '')
open()
