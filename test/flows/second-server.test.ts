import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignalAnswer } from '../../shared/signal.ts'
import { type ServerProcess, spawnServer } from '../support/process.ts'
import { signalFrom } from '../support/roads.ts'
import { setStage, type Stage } from '../support/stage.ts'

let folder: string
let stage: Stage
let first: ServerProcess
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-second-'))
  stage = await setStage({ kind: 'embedded', folder }, ['before', 'after'])
  first = spawnServer(stage.address)
})
afterAll(async () => {
  await first?.kill()
  await stage?.close()
  await rm(folder, { recursive: true, force: true })
})

test('a second server on the same folder is refused with a sentence, and the first goes on', async () => {
  const url = await first.url
  const signal = async (id: string) => (await (await signalFrom(url, stage, stage.part(id).ref)).json()) as SignalAnswer
  const before = await signal('before')
  expect(before.outcome).toBe('opened')

  const second = spawnServer(stage.address)
  expect(await second.ended).toEqual({ code: 1, signal: null })
  expect(second.said()).toBe(
    `Another Baton server already uses ${folder}. Stop that one, or give this one a folder of its own (BATON_DATA).\n`,
  )

  expect(await signal('after')).toMatchObject({ outcome: 'opened' })
  expect(await signal('before')).toEqual({ ...before, outcome: 'duplicate' })
  expect(await first.stop()).toEqual({ code: 0, signal: null })
})
