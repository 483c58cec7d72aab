import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getUntypedClient } from '@trpc/client'
import { useEffect, useRef, useState } from 'react'
import { problemIn } from '../api/problemIn.ts'
import { useWorker, useWorkerClient } from '../api/worker.ts'
import { aboutOf } from '../worker/about.ts'
import type { Pressed } from '../worker/acts.ts'
import type { ActResult } from '../worker/contract.ts'
import type { Press } from './acts.ts'
import { createWords } from './words.ts'

/** What a press can be about: the handoff that is shown, and its record. */
type Shown = { handoffId: string | null; record: string | null; version: number }

/** Sends presses on what is shown and tells what became of the last one. It is there at once, before anything was sent. */
export const usePress = (shown: Shown, onHandedOff: (handoffId: string) => void) => {
  const worker = useWorker()
  const client = useWorkerClient()
  const cache = useQueryClient()
  const heard = useMutation(worker.sidebar.heard.mutationOptions())
  const [words] = useState(() => createWords((word) => heard.mutate({ word })))
  useEffect(() => {
    window.addEventListener('message', words.hear)
    return () => window.removeEventListener('message', words.hear)
  }, [words])
  const [last, setLast] = useState<{ about: string; press: Press } | null>(null)
  const count = useRef(0)

  const send = ({ act, input }: Pressed): Promise<Press['answer']> =>
    // Each act is a procedure of its own name; which one it is shows here only.
    getUntypedClient(client)
      .mutation(`acts.${act}`, input)
      .then((answer) => answer as ActResult)
      .catch((error: unknown) => ({ outcome: 'failed', problem: problemIn(error) }))

  const press = async (pressed: Pressed): Promise<void> => {
    const number = (count.current += 1)
    const tell = (answer: Press['answer'], settled = false) => {
      if (number !== count.current) return
      setLast({ about: aboutOf(pressed.input), press: { ...pressed, number, version: shown.version, answer, settled } })
    }
    tell(null)
    words.await()
    const answer = await send(pressed)
    tell(answer)
    if (answer?.outcome !== 'done') return
    if (pressed.act === 'handOff' && answer.handoffId !== undefined) onHandedOff(answer.handoffId)
    await cache.invalidateQueries({ queryKey: worker.sidebar.state.pathKey() })
    tell(answer, true)
  }

  const isShown = last !== null && (last.about === shown.handoffId || last.about === shown.record)
  return {
    press: isShown ? last.press : null,
    send: (pressed: Pressed) => void press(pressed),
    forget: () => setLast(null),
  }
}
