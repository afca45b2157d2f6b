/** Hands a text that was read with the token of this tab to the browser, as a file of its own. */
export const saveFile = (name: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser takes it after this, and does not say when it has.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
