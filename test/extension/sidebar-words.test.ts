import { expect, test } from 'vitest'
import { createWords } from '../../extension/sidebar/words.ts'

const opened = () => {
  const passed: string[] = []
  return { passed, words: createWords((word) => passed.push(word)) }
}

test('a word is passed on when an act waits for it', () => {
  const { passed, words } = opened()
  const [early, awaited] = [crypto.randomUUID(), crypto.randomUUID()]
  words.hear({ data: early })
  words.await()
  words.hear({ data: awaited })
  expect(passed).toEqual([awaited])
})

test('nothing but words is passed on', () => {
  const { passed, words } = opened()
  words.await()
  const word = crypto.randomUUID()
  for (const data of [null, 1, 'accept', { word }, [word], `${word} `, word.slice(1), new String(word)])
    words.hear({ data })
  expect(passed).toEqual([])
})

test('a page that sends words without end makes no work without end', () => {
  const { passed, words } = opened()
  words.await()
  for (let sent = 0; sent < 1_000; sent += 1) words.hear({ data: crypto.randomUUID() })
  expect(passed).toHaveLength(5)
  words.await()
  words.hear({ data: crypto.randomUUID() })
  expect(passed).toHaveLength(6)
})
