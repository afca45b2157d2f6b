import { type Person, until } from './client.ts'

/** Uploads a picture as an agent's page does. Gives its id once it can be sent. Throws where its place refuses it. */
export const uploadPicture = async ({ api }: Person, content_type: string, file: Uint8Array) => {
  const { id, place } = await api.createMedia({ body: { content_type, bytes: file.length } })
  if (!place) throw new Error('There is no place for the picture.')
  // What drew it may share its memory, which fetch would send as a text.
  const body = new Uint8Array(file)
  const { status } = await fetch(place.url, { method: place.method, headers: place.headers, body })
  if (status !== 200) throw new Error(`The place of the picture answered ${status}.`)
  await api.completeMedia({ id })
  await until('the picture', async () => (await api.getMedia({ id })).state === 'ready')
  return id
}
