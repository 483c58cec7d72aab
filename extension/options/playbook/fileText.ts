/** As much as the server takes, in characters. */
const CHARS_MAX = 1_000_000

/** What keeps a file from being read. */
export type Unread = 'notText' | 'emptyFile' | 'largeFile'

/** What is written in a file, or why it cannot be sent. */
export const fileText = async (file: File): Promise<{ text: string } | { wrong: Unread }> => {
  const text = await textOf(file)
  if (text === null) return { wrong: 'notText' }
  if (text.trim() === '') return { wrong: 'emptyFile' }
  return text.length > CHARS_MAX ? { wrong: 'largeFile' } : { text }
}

/** Null: what is in it is no text. */
const textOf = async (file: File): Promise<string | null> => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
  } catch {
    return null
  }
}
