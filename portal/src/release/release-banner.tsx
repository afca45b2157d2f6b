import { useDesk, useSource } from '../desk.ts'
import { words } from '../words/words.ts'

/** Said only when a newer build of the page is there; when to load it is the reader's choice. */
export const ReleaseBanner = () => {
  const { releases } = useDesk()
  if (!useSource(releases, releases.isNewer)) return null
  return (
    <div className="notice" role="status">
      {words.newBuild.isThere}{' '}
      <button type="button" className="link" onClick={releases.reload}>
        {words.newBuild.reload}
      </button>
    </div>
  )
}
