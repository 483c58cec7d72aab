import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { followTopics } from '../../extension/api/useTopics.ts'
import type { WorkerClient } from '../../extension/api/worker.ts'
import type { Topic } from '../../extension/worker/contract.ts'

type Heard = { onStarted: () => void; onData: (topic: Topic) => void }

/** A page that shows one answer, and the worker's end of its line. */
const open = (answer: () => Promise<string>) => {
  let heard: Heard | undefined
  const changes = { subscribe: (_: undefined, given: Heard) => ((heard = given), { unsubscribe: () => undefined }) }
  const cache = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  const shown = new QueryObserver(cache, { queryKey: [['sidebar', 'state']], queryFn: answer })
  shown.subscribe(() => undefined)
  followTopics({ changes } as unknown as Pick<WorkerClient, 'changes'>, cache)
  return { shows: () => shown.getCurrentResult().data, worker: heard! }
}

test('what was told before the page listened is asked again, answered already or not', async () => {
  let now = 'asking'
  const early = open(() => Promise.resolve(now))
  await expect.poll(early.shows).toBe('asking')
  now = 'there'
  early.worker.onStarted()
  await expect.poll(early.shows).toBe('there')

  const answers: ((text: string) => void)[] = []
  const late = open(() => new Promise((resolve) => answers.push(resolve)))
  late.worker.onStarted()
  await expect.poll(() => answers.length).toBe(2)
  answers[0]?.('asking')
  answers[1]?.('there')
  await expect.poll(late.shows).toBe('there')
})

test('a topic has its own answers asked again, and no others', async () => {
  let asked = 0
  const { worker } = open(() => Promise.resolve(String((asked += 1))))
  await expect.poll(() => asked).toBe(1)
  worker.onData('queue')
  worker.onData('sidebar')
  await expect.poll(() => asked).toBe(2)
})
