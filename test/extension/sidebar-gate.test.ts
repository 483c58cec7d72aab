import { describe, expect, test } from 'vitest'
import { createGate } from '../../extension/sidebar/gate.ts'
import { embeddingOf } from '../../extension/sidebar/embedding.ts'
import { isPlain } from '../../extension/sidebar/plainSight.ts'

type Kind = { detail?: number; key?: string; isTrusted?: boolean }

/** A gate over moved time, where the key A does something. */
const gateAt = (startMs = 1_000) => {
  let nowMs = startMs
  const ends: (() => void)[] = []
  let inView = true
  const gate = createGate({
    nowMs: () => nowMs,
    later: (callback) => ends.push(callback),
    isInView: () => inView,
    isShortcut: (key) => key === 'a',
    isTyping: () => false,
  })
  return {
    gate,
    pass: (ms: number) => (nowMs += ms),
    scrolledAway: () => (inView = false),
    /** One event, and what an act during it is told. */
    during: (type: string, { detail = 1, key, isTrusted = true }: Kind = {}) => {
      const phase = type === 'blur' ? Event.AT_TARGET : Event.CAPTURING_PHASE
      gate.hear({ type, detail, key, isTrusted, target: null, eventPhase: phase } as unknown as Event)
      const judged = gate.judge()
      return judged.counts ? 'counts' : judged.withheld
    },
    over: () => ends.splice(0).forEach((end) => end()),
  }
}

const inSight = () => {
  const at = gateAt()
  at.gate.plain(true)
  at.pass(500)
  return at
}

describe('a press', () => {
  test('counts once the card has been in plain sight for half a second', () => {
    const { gate, pass, during } = gateAt()
    expect(during('click')).toBe('covered')
    gate.plain(true)
    expect(during('click')).toBe('too_soon')
    pass(499)
    expect(during('click')).toBe('too_soon')
    gate.plain(true)
    pass(1)
    expect(during('click')).toBe('counts')
  })

  test('does not count while something covers the card, nor for half a second after', () => {
    const { gate, pass, during } = inSight()
    gate.plain(false)
    pass(5_000)
    expect(during('click')).toBe('covered')
    gate.plain(true)
    pass(499)
    expect(during('click')).toBe('too_soon')
  })

  test('does not count for what has only just been shown', () => {
    const { gate, pass, during } = inSight()
    gate.renewed()
    expect(during('click')).toBe('too_soon')
    pass(500)
    expect(during('click')).toBe('counts')
  })

  test('that a script makes is none, before, during and after a person’s', () => {
    const { during, over } = inSight()
    expect(during('click', { isTrusted: false })).toBeNull()
    expect(during('click')).toBe('counts')
    // Our own menu presses its item within the person's press.
    expect(during('click', { isTrusted: false })).toBe('counts')
    over()
    expect(during('click', { isTrusted: false })).toBeNull()
  })

  test('does not count on what is scrolled away', () => {
    const { during, scrolledAway } = inSight()
    scrolledAway()
    expect(during('click')).toBe('too_soon')
  })
})

describe('a key', () => {
  test('counts only for somebody who took the keyboard here, until it leaves', () => {
    const { during, over } = inSight()
    expect(during('keydown', { key: 'a' })).toBe('keyboard')
    over()
    during('pointerdown')
    expect(during('keydown', { key: 'a' })).toBe('counts')
    during('blur')
    expect(during('keydown', { key: 'a' })).toBe('keyboard')
    during('keydown', { key: 'Tab' })
    expect(during('keydown', { key: 'a' })).toBe('counts')
  })

  test('does not count after letters that mean nothing here', () => {
    const { during } = inSight()
    during('keydown', { key: 'Tab' })
    during('keydown', { key: 'b' })
    expect(during('keydown', { key: 'a' })).toBe('keyboard')
  })

  test('that presses a button is judged as a key, and a screen reader’s press as one by hand', () => {
    const { during, over } = inSight()
    during('keydown', { key: 'Enter' })
    expect(during('click', { detail: 0 })).toBe('keyboard')
    over()
    expect(during('click', { detail: 0 })).toBe('counts')
  })
})

test.each([
  [{ isVisible: true, intersectionRatio: 1 }, true],
  [{ isVisible: true, intersectionRatio: 0.993 }, true],
  [{ isVisible: true, intersectionRatio: 0.9 }, false],
  [{ isVisible: false, intersectionRatio: 1 }, false],
  [{ intersectionRatio: 1 }, true],
  [{ intersectionRatio: 0.5 }, false],
])('%o is plain sight: %s', (entry, expected) => expect(isPlain(entry)).toBe(expected))

describe('the sidebar is where it belongs', () => {
  const top = {}
  const origin = 'chrome-extension://baton'
  const view = { origin, self: {}, parent: top, top, location: { ancestorOrigins: ['https://crm.example'] } }
  test.each([
    ['in a frame of the tab’s page', view, { isDirect: true, origin: 'https://crm.example' }],
    ['where the browser does not tell', { ...view, location: {} }, { isDirect: true, origin: null }],
    [
      'where the page hides itself',
      { ...view, location: { ancestorOrigins: ['null'] } },
      { isDirect: true, origin: null },
    ],
  ])('%s', (_, given, expected) => expect(embeddingOf(given)).toEqual(expected))
  test.each([
    ['a window of its own', { ...view, self: top, location: { ancestorOrigins: [] } }],
    ['a frame of a frame', { ...view, parent: {} }],
    [
      'a frame of more than one origin',
      { ...view, location: { ancestorOrigins: ['https://a.example', 'https://b.example'] } },
    ],
    ['a sandbox', { ...view, origin: 'null' }],
  ])('and not in %s', (_, given) => expect(embeddingOf(given).isDirect).toBe(false))
})
