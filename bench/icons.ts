import { readFileSync } from 'node:fs'
import { startBrowser } from '../test/support/portal/browser.ts'

// npm run docs:icons: draws portal/public/icon.svg for places that take pixels only.

const icon = readFileSync('portal/public/icon.svg', 'utf8')
/** For systems that cut a shape of their own out of it: colour up to the edges, the sign within the middle. */
const filled = icon
  .replace(/ rx="\d+"/, '')
  .replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40"')
  .replace('<rect width="32" height="32"', '<rect x="-4" y="-4" width="40" height="40"')

const pictures = [
  { name: 'icon-192', size: 192, svg: icon },
  { name: 'icon-512', size: 512, svg: icon },
  { name: 'icon-180', size: 180, svg: filled },
  { name: 'icon-maskable-512', size: 512, svg: filled },
]

const browser = await startBrowser()
for (const { name, size, svg } of pictures) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${svg}`)
  await page.screenshot({ path: `portal/public/${name}.png`, omitBackground: true })
  await page.close()
}
await browser.close()
