import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Dialog } from '../parts/dialog.tsx'
import { IconButton } from '../parts/icon.tsx'
import { describeError } from '../parts/state.tsx'
import { pageWords } from '../words/pages.ts'
import { words } from '../words/words.ts'
import type { Media, useFreshMedia } from './use-fresh-media.ts'

type LightboxProps = Pick<ReturnType<typeof useFreshMedia>, 'current' | 'renew'> & {
  pictures: { file: Media; name: string }[]
  first: number
  close(): void
}

/** The pictures of a text in full, one at a time; the arrow keys go to the next and the one before. */
const Lightbox = ({ pictures, first, current, renew, close }: LightboxProps) => {
  const [index, setIndex] = useState(Math.max(first, 0))
  const count = pictures.length
  const go = (step: number) => setIndex((at) => Math.min(Math.max(at + step, 0), count - 1))
  useArrows(go)
  const shown = pictures[Math.min(index, count - 1)]
  if (!shown) return null
  const { file, name } = shown
  return (
    <Dialog title={name} close={close} wide>
      <div className="lightbox">
        {count > 1 && (
          <IconButton
            icon={ChevronLeft}
            label={pageWords.media.before}
            disabled={index === 0}
            onClick={() => go(-1)}
          />
        )}
        <View key={file.id} picture={file} name={name} current={current} renew={renew} />
        {count > 1 && (
          <IconButton
            icon={ChevronRight}
            label={pageWords.media.next}
            disabled={index === count - 1}
            onClick={() => go(1)}
          />
        )}
      </div>
    </Dialog>
  )
}

const useArrows = (go: (step: number) => void) => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `go` reads nothing that changes while pictures are shown
  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === 'ArrowRight') go(1)
      if (key === 'ArrowLeft') go(-1)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

type ViewProps = Pick<LightboxProps, 'current' | 'renew'> & { picture: Media; name: string }

const View = ({ picture, name, current, renew }: ViewProps) => {
  const [url, setUrl] = useState<string>()
  const [error, setError] = useState<unknown>()
  const [failures, setFailures] = useState(0)
  const show = (found: Promise<Media | undefined>) => {
    setError(undefined)
    found.then((file) => setUrl(file?.url), setError)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is asked for when it is opened
  useEffect(() => show(current(picture)), [])
  const again = () => show(renew().then((media) => media.find(({ id }) => id === picture.id)))
  const onError = () => {
    setFailures(failures + 1)
    setUrl(undefined)
    if (failures === 0) again()
  }
  const retry = () => {
    setFailures(1)
    again()
  }
  if (error !== undefined || failures > 1)
    return (
      <div className="lightbox-failed" role="alert">
        <p>{error === undefined ? pageWords.media.notLoaded : describeError(error)}</p>
        <button type="button" className="btn" onClick={retry}>
          {words.retry}
        </button>
      </div>
    )
  const { width, height } = picture
  return url ? (
    <img src={url} alt={name} width={width} height={height} onError={onError} />
  ) : (
    <span className="skeleton" role="status" aria-label={words.loading} />
  )
}

export default Lightbox
