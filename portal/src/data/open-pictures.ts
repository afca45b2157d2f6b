import type { Api } from './api.ts'
import type { Drafts } from './drafts.ts'
import { createPictures, type Pictures } from './pictures.ts'
import { putFile } from './put-file.ts'

/** Loaded with the first picture that somebody attaches. */
export const openPictures = (api: Api, drafts: Drafts): Pictures =>
  createPictures(api, drafts, {
    now: Date.now,
    newKey: () => crypto.randomUUID(),
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    put: putFile,
  })
