import { useDesk, useSource } from '../desk.ts'
import { pageWords } from '../words/pages.ts'

/** Said only when a newer build of the page is there; when to load it is the reader's choice. */
export const ReleaseBanner = () => {
  const { releases } = useDesk()
  if (!useSource(releases, releases.isNewer)) return null
  return (
    <div className="notice" role="status">
      {pageWords.newBuild.isThere}{' '}
      <button type="button" className="link" onClick={releases.reload}>
        {pageWords.newBuild.reload}
      </button>
    </div>
  )
}
