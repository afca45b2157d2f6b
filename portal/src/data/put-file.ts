import type { Upload } from './api.ts'

type Place = NonNullable<Upload['place']>

/** Puts a file at its place, and tells the part that is there. `fetch` does not tell how much of a request has left. */
export const putFile = (
  { method, url, headers }: Place,
  file: File,
  tell: (part: number) => void,
  signal?: AbortSignal,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => tell(loaded / total)
    request.onload = () =>
      request.status < 300 ? resolve() : reject(new Error(`The place answered ${request.status}.`))
    request.onerror = () => reject(new Error('The file did not arrive.'))
    request.onabort = request.onerror
    signal?.addEventListener('abort', () => request.abort())
    request.send(file)
  })
