import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** `ms` of the processor; `MB`: the most memory that the process had until then. */
type Painted = { width?: number; ms: number; MB: number }

/**
 * Writes a picture of the disk anew, some times over, in a process of its own; the first time loads the decoders. Linux counts
 * `maxRSS` from the process that starts another, which may have had more: what it knows of one alone is in `/proc`.
 */
export const paintApart = async (path: string, times = 1): Promise<Painted[]> => {
  const script = `
    import { existsSync, readFileSync } from 'node:fs'
    import { toPicture } from '#adapters/media/to-picture.ts'
    const bytes = readFileSync(${JSON.stringify(path)})
    const status = '/proc/self/status'
    const own = () => existsSync(status) && /VmHWM:\\s+(\\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1]
    const painted = []
    for (let time = 0; time < ${times}; time++) {
      const begun = process.cpuUsage()
      const picture = await toPicture(bytes)
      const { user, system } = process.cpuUsage(begun)
      const MB = Number(own() || process.resourceUsage().maxRSS) / 1024
      painted.push({ width: picture?.width, ms: (user + system) / 1000, MB })
    }
    console.log(JSON.stringify(painted))`
  const cwd = join(import.meta.dirname, '../..')
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd,
  })
  return JSON.parse(stdout)
}
