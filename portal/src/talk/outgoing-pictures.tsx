import { useEffect, useState } from 'react'
import { UploadThumbnail } from '../composer/picture-tray.tsx'
import type { Outgoing } from '../data/outbox.ts'
import type { Pictures } from '../data/pictures.ts'
import { useDesk } from '../desk.ts'

/** The pictures of a text that has not left yet. */
const OutgoingPictures = ({ media }: { media: NonNullable<Outgoing['media']> }) => {
  const { openPictures } = useDesk()
  const [pictures, setPictures] = useState<Pictures>()
  useEffect(() => void openPictures().then(setPictures, () => {}), [openPictures])
  return (
    <div className="pictures">
      {media.map((id) =>
        pictures ? (
          <UploadThumbnail key={id} id={id} pictures={pictures} name="" />
        ) : (
          <span key={id} className="picture" />
        ),
      )}
    </div>
  )
}

export default OutgoingPictures
