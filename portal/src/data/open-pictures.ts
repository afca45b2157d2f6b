import type { Api } from './api.ts'
import type { Drafts } from './drafts.ts'
import { createPictures, type Pictures, type PictureWorld } from './pictures.ts'

/** Loaded with the first picture that somebody attaches. */
export const openPictures = (api: Api, drafts: Drafts): Pictures =>
  createPictures(api, drafts, {
    now: Date.now,
    newKey: () => crypto.randomUUID(),
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    put,
  })

/** `fetch` does not tell how much of a request has left. */
const put: PictureWorld['put'] = ({ method, url, headers }, file, tell, signal) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => tell(loaded / total)
    request.onload = () =>
      request.status < 300 ? resolve() : reject(new Error(`The place answered ${request.status}.`))
    request.onerror = () => reject(new Error('The picture did not arrive.'))
    request.onabort = request.onerror
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
