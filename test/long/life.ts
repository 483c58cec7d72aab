import fc from 'fast-check'
import type { Context, Figure, Group } from '../support/figures.ts'
import { LIFE_LAWS } from '../support/lifeLaws.ts'
import { play } from '../support/play.ts'
import { playsOf } from '../support/plays.ts'

const STEPS_A_PART = 25_000
const PLAYS_AT_ONCE = 250

/** Plays until so many commands were given. A law that breaks ends the run with the play in its smallest form. */
const lives =
  (part: number, movesMax: number) =>
  async ({ seed, progress }: Context): Promise<Figure[]> => {
    let steps = 0
    let played = 0
    while (steps < STEPS_A_PART) {
      const runSeed = (seed + part * 1_000_003 + played) | 0
      fc.assert(
        fc.property(playsOf(movesMax), ({ scene, moves }) => {
          const turns = play(scene, moves)
          for (const holds of Object.values(LIFE_LAWS)) holds(turns)
          steps += turns.length
        }),
        { seed: runSeed, numRuns: PLAYS_AT_ONCE },
      )
      played += PLAYS_AT_ONCE
    }
    progress(`${played} lives, ${steps} commands`)
    const what = `commands in random lives of up to ${movesMax} moves, each held against a simple model and ${Object.keys(LIFE_LAWS).length - 1} laws`
    return [{ id: `life-${part + 1}`, what, value: 0, unit: 'broken laws', target: 0, n: steps, holds: true }]
  }

/** The life of a handoff beside a model of it. */
export const life: Group = {
  about: 'the whole life of a handoff beside a simple model of it, command by command',
  parts: { 'lives 1': lives(0, 24), 'lives 2': lives(1, 24), 'lives 3': lives(2, 100), 'lives 4': lives(3, 100) },
}
