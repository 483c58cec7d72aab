/** The text of a file: UTF-8, UTF-16 with its mark, or what Excel writes on Windows. Null: it is no text at all. */
export const textOfCsv = (bytes: Uint8Array): string | null => {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const text = utf8(bytes) ?? new TextDecoder('windows-1252').decode(bytes)
  return text.includes('\0') ? null : text
}

const utf8 = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
