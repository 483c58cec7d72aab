import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  announcement,
  changesInMs,
  dueText,
  pausedText,
  spanText,
  timeText,
  toneOf,
} from '../../extension/ui/countdownText.ts'
import { clockTime, dateText, timeIn, whenText } from '../../extension/ui/instants.ts'
import { countdown } from '../../shared/countdown.ts'
import { clock, inMin, NOW_MS, pausedClock } from '../support/views.ts'

const HERE = { zone: 'America/New_York', locale: 'en-US' }
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const MINUTE = 60_000

describe('time left', () => {
  test.each([
    [11 * MINUTE, '11 min left'],
    [11 * MINUTE + 59_999, '11 min left'],
    [MINUTE, '1 min left'],
    [MINUTE - 1, '59 s left'],
    [48_000, '48 s left'],
    [220 * MINUTE, '3 h 40 min left'],
    [240 * MINUTE, '4 h left'],
    [3 * 24 * 60 * MINUTE, '3 days left'],
  ])('%i ms are told as «%s»', (leftMs, text) => {
    expect(timeText(countdown(clock('accept', 5, leftMs / MINUTE), NOW_MS))).toBe(text)
  })

  test('after the deadline it tells how late it is', () => {
    expect(timeText(countdown(clock('accept', 27, -12), NOW_MS))).toBe('12 min late')
    expect(timeText(countdown(clock('accept', 27, 0), NOW_MS))).toBe('0 s late')
  })

  test('it never claims more than there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 47 * 60 * MINUTE }), (ms) => {
        const [, h = '0'] = /(\d+) h/.exec(spanText(ms)) ?? []
        const [, m = '0'] = /(\d+) min/.exec(spanText(ms)) ?? []
        const [, s = '0'] = /(\d+) s/.exec(spanText(ms)) ?? []
        const claimedMs = (Number(h) * 60 + Number(m)) * MINUTE + Number(s) * 1_000
        expect(claimedMs).toBeLessThanOrEqual(ms)
        expect(ms - claimedMs).toBeLessThan(ms < MINUTE ? 1_000 : MINUTE)
      }),
    )
  })
})

describe('the deadline', () => {
  const told = (of: ReturnType<typeof clock>) => plain(dueText(of, countdown(of, NOW_MS), NOW_MS, HERE))

  test('today it is a time, on another day it says which', () => {
    expect(told(clock('accept', 4, 11))).toBe('to accept · by 2:45 PM your time')
    expect(told(clock('touch', 4, 24 * 60))).toBe('to first touch · by 2:34 PM Wed your time')
    expect(told(clock('touch', 4, 10 * 24 * 60))).toBe('to first touch · by 2:34 PM Fri, Dec 4 your time')
  })

  test('outside of working hours it tells when time runs on', () => {
    expect(told(pausedClock())).toBe('to accept · paused until 9:00 AM Mon')
    expect(plain(pausedText(Date.parse('2026-11-30T14:00:00Z'), NOW_MS, HERE))).toBe('paused until 9:00 AM Mon')
  })

  test('once late it tells who was told, or when it was due', () => {
    expect(told(clock('accept', 27, -12, { told: { name: 'Dana Berg', at: inMin(-12) } }))).toBe(
      'to accept · Dana was told at 2:22 PM',
    )
    expect(told(clock('accept', 27, -12))).toBe('to accept · was due at 2:22 PM your time')
  })
})

describe('the colour of time', () => {
  const tone = (spentMin: number, leftMin: number, isAccepted: boolean) =>
    toneOf(countdown(clock('accept', spentMin, leftMin), NOW_MS), isAccepted)

  test('amber from half on, red when late, green only for what is accepted and in time', () => {
    expect(tone(4, 11, false)).toBe('calm')
    expect(tone(4, 11, true)).toBe('safe')
    expect(tone(5, 5, false)).toBe('soon')
    expect(tone(5, 5, true)).toBe('soon')
    expect(tone(5, -1, true)).toBe('late')
    expect(toneOf(countdown(pausedClock(), NOW_MS), false)).toBe('calm')
  })
})

describe('what is said aloud', () => {
  test('is said at 60, 15, 5 and 1 minute and at the breach, once each, and nothing in between', () => {
    const running = clock('touch', 0, 90)
    const said: string[] = []
    for (let at = NOW_MS; at < NOW_MS + 95 * MINUTE; at += 7_000) {
      const words = announcement('touch', countdown(running, at), countdown(running, at + 7_000))
      if (words !== null) said.push(words)
    }
    expect(said).toEqual([
      '60 min left to the first touch',
      '15 min left to the first touch',
      '5 min left to the first touch',
      '1 min left to the first touch',
      'The time for the first touch has passed',
    ])
  })

  test('a page that slept over several marks says the last one only', () => {
    const running = clock('accept', 0, 20)
    expect(announcement('accept', countdown(running, NOW_MS), countdown(running, NOW_MS + 16 * MINUTE))).toBe(
      '5 min left to accept',
    )
  })

  test('another deadline is no passage of time', () => {
    expect(
      announcement('accept', countdown(clock('accept', 0, 20), NOW_MS), countdown(clock('accept', 0, 3), NOW_MS)),
    ).toBeNull()
  })
})

describe('rest between changes', () => {
  const shownAt = (of: ReturnType<typeof clock>, at: number) => {
    const shown = countdown(of, at)
    return `${timeText(shown)} ${Math.floor(shown.spent * 100 + 1e-9)} ${shown.phase}`
  }

  test('nothing that is shown changes before the next tick, and the clock does not tick for nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 0, max: 660 * MINUTE }), (windowMin, goneMs) => {
        const running = clock('accept', 0, windowMin)
        const now = NOW_MS + goneMs
        const restMs = changesInMs(countdown(running, now), now)
        expect(restMs).toBeGreaterThanOrEqual(1)
        expect(shownAt(running, now + restMs - 2)).toBe(
          restMs <= 2 ? shownAt(running, now + restMs - 2) : shownAt(running, now),
        )
      }),
    )
  })

  test('an hour of a paused clock is no reason to wake', () => {
    expect(changesInMs(countdown(pausedClock(), NOW_MS), NOW_MS)).toBe(Date.parse('2026-11-30T14:00:00Z') - NOW_MS)
  })

  test('a window of 15 minutes is drawn at most 100 times for the bar and 74 for the words', () => {
    const running = clock('accept', 0, 15)
    let ticks = 0
    for (let now = NOW_MS; now < NOW_MS + 15 * MINUTE; now += changesInMs(countdown(running, now), now)) ticks += 1
    expect(ticks).toBeLessThanOrEqual(180)
    expect(ticks).toBeGreaterThan(100)
  })
})

describe('times of day', () => {
  test('are told in the zone of the one who reads', () => {
    expect(plain(clockTime(NOW_MS, HERE))).toBe('2:34 PM')
    expect(plain(clockTime(NOW_MS, { ...HERE, zone: 'Asia/Kathmandu' }))).toBe('1:19 AM')
    expect(plain(dateText(Date.parse('2026-11-25T15:00:00Z'), HERE))).toBe('Wed, Nov 25 · 10:00 AM')
    expect(clockTime(NOW_MS, { zone: 'Europe/Berlin', locale: 'en-GB' })).toBe('20:34')
  })

  test('a day further off than six is told by its date', () => {
    expect(plain(whenText(NOW_MS + 7 * 24 * 60 * MINUTE, NOW_MS, HERE))).toBe('2:34 PM Tue, Dec 1')
  })

  test('the buyer’s own time is told where it differs, with the weekday when that does, and a wrong zone tells nothing', () => {
    expect(plain(timeIn('Europe/Stockholm', NOW_MS, HERE) ?? '')).toBe('8:34 PM')
    expect(plain(timeIn('Asia/Tokyo', NOW_MS, HERE) ?? '')).toBe('4:34 AM Wed')
    expect(timeIn('America/Toronto', NOW_MS, HERE)).toBeNull()
    expect(timeIn('Mars/Olympus', NOW_MS, HERE)).toBeNull()
  })
})
