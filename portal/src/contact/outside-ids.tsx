import { useEffect } from 'react'
import type { Answer } from '#contract/client.ts'
import { useDesk, useSource } from '../desk.ts'
import { Pair } from '../parts/pair.tsx'

/** Under which ids other systems have the customer, with the ways there where the workspace says where they are. */
export const OutsideIds = ({ ids }: { ids: Answer<'getContact'>['external_ids'] }) => {
  const { settings } = useDesk()
  const systems = useSource(settings, settings.get)?.systems ?? []
  useEffect(() => settings.want(), [settings])
  return Object.entries(ids).map(([key, id]) => {
    const system = systems.find((one) => one.key === key)
    const url = system?.contact_url?.replaceAll('{id}', encodeURIComponent(id))
    return (
      <Pair key={key} name={system?.name ?? key}>
        {url ? (
          <a className="link" href={url} target="_blank" rel="noopener noreferrer">
            {id}
          </a>
        ) : (
          id
        )}
      </Pair>
    )
  })
}
