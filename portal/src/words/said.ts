import type { Conversation, Message } from '../data/api.ts'
import { words } from './words.ts'

/** What somebody said last, in a line: its words, or that it was pictures or other files. */
export const lastSaid = ({
  last_message: last,
}: {
  last_message?: Conversation['last_message']
}): string | undefined =>
  last && (last.preview || (last.media ? sayCount(last.media.count, last.media.pictures) : words.picture))

/** The files of a text in words: "Picture", "3 pictures", "2 files"; nothing where there are none. */
export const sayMedia = (media: Message['media']): string | undefined =>
  media.length === 0 ? undefined : sayCount(media.length, media.every(isPicture))

/** Whether it is a picture, as far as is known: until it was looked at, by the word of the carrier. */
export const isPicture = ({ kind, content_type }: Message['media'][number]): boolean =>
  kind ? kind === 'image' : content_type?.startsWith('image/') === true

const sayCount = (count: number, arePictures: boolean): string =>
  arePictures ? (count === 1 ? words.picture : words.pictures(count)) : words.files(count)
