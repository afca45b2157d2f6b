import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs'
import { join } from 'node:path'

/** An editor may write a file in several steps. */
const settledAfter = 50

/**
 * Hears of changed files and folders below some folders, soon after they have settled. Gives a way to stop. Every folder
 * is watched by itself: Node's recursive watching on Linux loses a file that an editor replaces by another.
 */
export const watchFolders = (folders: string[], hear: (paths: Set<string>) => void) => {
  const watchers = new Map<string, FSWatcher>()
  let changed = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const tell = () => {
    hear(changed)
    changed = new Set()
  }
  const note = (path: string) => {
    if (isFolder(path)) add(path)
    changed.add(path)
    clearTimeout(timer)
    timer = setTimeout(tell, settledAfter)
  }
  const add = (folder: string) => {
    watchers.get(folder)?.close()
    const watcher = watch(folder, (_, name) => name && note(join(folder, name)))
    // The folder is gone; the watcher of its parent tells.
    watchers.set(
      folder,
      watcher.on('error', () => watcher.close()),
    )
    for (const entry of readdirSync(folder, { withFileTypes: true }))
      if (entry.isDirectory()) add(join(folder, entry.name))
  }
  folders.forEach(add)
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers.values()) watcher.close()
  }
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
