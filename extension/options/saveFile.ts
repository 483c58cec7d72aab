/** Hands a text to the person as a file: the browser's own download, which asks for no permission. */
export const saveFile = (text: string, fileName: string, type: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  // The download has its own hold on it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
