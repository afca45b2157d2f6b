import { Download, File, Image, ImageOff } from 'lucide-react'
import { lazy, type MouseEvent, Suspense, useState } from 'react'
import type { Message } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { Icon } from '../parts/icon.tsx'
import { describeError } from '../parts/state.tsx'
import { fileSize } from '../words/file-size.ts'
import { pageWords } from '../words/pages.ts'
import { isPicture } from '../words/said.ts'
import { type Media, useFreshMedia } from './use-fresh-media.ts'
import './media.css'

const Lightbox = lazy(() => import('./lightbox.tsx'))

type Fresh = ReturnType<typeof useFreshMedia>

/** The pictures of a text as thumbnails that open, and its other files with what is to know about them. */
export const MessageMedia = ({ message }: { message: Message }) => {
  const fresh = useFreshMedia(message)
  const [opened, setOpened] = useState<string>()
  const pictures = fresh.media.filter((file) => isPicture(file) && file.status !== 'failed')
  const others = fresh.media.filter((file) => !pictures.includes(file))
  const named = pictures.map((file, index) => ({
    file,
    name: pageWords.media.picture(index + 1, pictures.length),
  }))
  const shown = named.filter(({ file }) => file.status === 'ready')
  return (
    <div className="media">
      {pictures.length > 0 && (
        <div className={pictures.length === 1 ? 'pictures one' : 'pictures'}>
          {named.map(({ file, name }) => (
            <Thumbnail
              key={file.id}
              file={file}
              name={name}
              renew={fresh.renew}
              open={() => setOpened(file.id)}
            />
          ))}
        </div>
      )}
      {others.map((file) =>
        file.status === 'failed' ? (
          <Failed key={file.id} file={file} />
        ) : (
          <OtherFile key={file.id} file={file} fresh={fresh} />
        ),
      )}
      <Suspense>
        {opened && (
          <Lightbox
            pictures={shown}
            first={shown.findIndex(({ file }) => file.id === opened)}
            current={fresh.current}
            renew={fresh.renew}
            close={() => setOpened(undefined)}
          />
        )}
      </Suspense>
    </div>
  )
}

type ThumbnailProps = { file: Media; name: string; renew: Fresh['renew']; open(): void }

/** Its place has its size from the start, so that nothing moves when the picture comes. */
const Thumbnail = ({ file, name, renew, open }: ThumbnailProps) => {
  const { thumbnail_url, status } = file
  const [failed, setFailed] = useState<string[]>([])
  if (status === 'fetching')
    return (
      <span className="picture waits" role="img" aria-label={pageWords.media.coming(name)}>
        <Icon of={Image} />
      </span>
    )
  // The first link that fails has ended, most likely; a second one is not the reason.
  const onError = () => {
    if (thumbnail_url) setFailed([...failed, thumbnail_url])
    if (failed.length === 0) renew().catch(() => {})
  }
  const isShown = thumbnail_url && !failed.includes(thumbnail_url)
  return (
    <button type="button" className="picture" aria-label={pageWords.media.openIt(name)} onClick={open}>
      {isShown ? (
        <img src={thumbnail_url} alt={name} onError={onError} />
      ) : (
        <Icon of={failed.length > 1 ? ImageOff : Image} />
      )}
    </button>
  )
}

const nameOf = ({ name, content_type }: Media): string =>
  name ?? (content_type ? pageWords.media.fileOf(content_type) : pageWords.media.file)

const Failed = ({ file }: { file: Media }) => (
  <div className="file failed">
    <Icon of={ImageOff} />
    <div>
      <strong>{isPicture(file) ? pageWords.media.lost : nameOf(file)}</strong>
      <span>{(file.reason && pageWords.media.reasons[file.reason]) ?? file.notice}</span>
    </div>
  </div>
)

const OtherFile = ({ file, fresh }: { file: Media; fresh: Fresh }) => {
  const { status, bytes } = file
  const facts = [bytes !== undefined && fileSize(bytes), status === 'fetching' && pageWords.media.isComing]
  return (
    <div className="file">
      <Icon of={File} />
      <div>
        <strong>{nameOf(file)}</strong>
        <span>{facts.filter(Boolean).join(' · ')}</span>
        {status === 'ready' && <span>{pageWords.media.careful}</span>}
      </div>
      {status === 'ready' && <Save file={file} fresh={fresh} />}
    </div>
  )
}

/** The store says that it is to be saved, never opened. A link that has ended is asked for anew first. */
const Save = ({ file, fresh }: { file: Media; fresh: Fresh }) => {
  const { toasts } = useDesk()
  const onClick = async (event: MouseEvent) => {
    if (fresh.works(file)) return
    event.preventDefault()
    try {
      const url = (await fresh.current(file))?.url
      if (url) Object.assign(document.createElement('a'), { href: url, download: '' }).click()
    } catch (error) {
      toasts.add(pageWords.trouble(describeError(error)))
    }
  }
  const label = pageWords.media.save(nameOf(file))
  return (
    <a className="icon" href={file.url ?? '#'} download onClick={onClick} aria-label={label} title={label}>
      <Icon of={Download} />
    </a>
  )
}
