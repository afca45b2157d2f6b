import { ImageOff, Image as Picture, RotateCw, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Conversation } from '../data/api.ts'
import type { Attached, Pictures } from '../data/pictures.ts'
import { useSource } from '../desk.ts'
import { Icon, IconButton } from '../parts/icon.tsx'
import { pageWords } from '../words/pages.ts'
import { words } from '../words/words.ts'
import './picture-tray.css'

type PictureTrayProps = {
  conversation: Conversation['id']
  pictures: Pictures
  attached: readonly Attached[]
  /** What they take, once it is known. */
  cost: string | undefined
}

/** The pictures that go with what is being written: how far each is, and what can be done about it. */
const PictureTray = ({ conversation, pictures, attached, cost }: PictureTrayProps) => (
  <>
    <ul className="tray" aria-label={pageWords.pictures.attached}>
      {attached.map((one) => (
        <li key={one.key} className={one.state === 'failed' ? 'attached wrong' : 'attached'}>
          <Face one={one} pictures={pictures} />
          <div>
            <strong>{one.name || words.picture}</strong>
            <State one={one} />
          </div>
          {one.state === 'failed' && one.mayRetry && (
            <IconButton
              icon={RotateCw}
              label={pageWords.pictures.retry(one.name)}
              onClick={() => pictures.retry(conversation, one.key)}
            />
          )}
          <IconButton
            icon={X}
            label={pageWords.pictures.remove(one.name || words.picture)}
            onClick={() => pictures.remove(conversation, one.key)}
          />
        </li>
      ))}
    </ul>
    {cost && <p className="sub tray-cost">{cost}</p>}
  </>
)

const Face = ({ one, pictures }: { one: Attached; pictures: Pictures }) => {
  if (one.state === 'ready' && one.id)
    return <UploadThumbnail id={one.id} pictures={pictures} name={one.name} />
  return (
    <span className="picture">
      <Icon of={one.state === 'failed' ? ImageOff : Picture} />
    </span>
  )
}

type UploadThumbnailProps = { id: NonNullable<Attached['id']>; pictures: Pictures; name: string }

/** Its link ends after ten minutes: one that does not load is asked for anew, once. */
export const UploadThumbnail = ({ id, pictures, name }: UploadThumbnailProps) => {
  const url = useSource(pictures, () => pictures.thumbnail(id))
  const [failed, setFailed] = useState<string>()
  useEffect(() => {
    if (!url) pictures.want(id)
  }, [pictures, id, url])
  const onError = () => {
    if (failed === undefined) pictures.want(id)
    setFailed(url)
  }
  return (
    <span className="picture">
      {url && url !== failed ? (
        <img src={url} alt={name || words.picture} onError={onError} />
      ) : (
        <Icon of={Picture} />
      )}
    </span>
  )
}

const State = ({ one: { state, progress, why, name } }: { one: Attached }) => {
  const texts = pageWords.pictures
  if (state === 'failed') return <span role="alert">{texts.troubles[why ?? 'unreadable']}</span>
  if (state === 'ready') return <span>{texts.ready}</span>
  if (state === 'looking') return <span role="status">{texts.looking}</span>
  return <progress aria-label={texts.sending(name)} value={progress ?? 0} max={1} />
}

export default PictureTray
