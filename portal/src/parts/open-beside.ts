/** As wide as two phones where that leaves room for the page, else as one. */
const widthOn = (screenWidth: number) => (screenWidth > 1800 ? 860 : 430)

/** Opens a page in a window of its own at the end of the screen, so that both are seen at once. */
export const openBeside = (url: string) => {
  const width = widthOn(screen.availWidth)
  const left = Math.max(0, screen.availWidth - width)
  window.open(url, '_blank', `noopener,width=${width},height=${screen.availHeight},left=${left},top=0`)
}
