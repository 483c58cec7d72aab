import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { HandoffView } from '../../shared/handoff.ts'
import type { Problem } from '../../shared/problem.ts'
import { useWorker } from '../api/worker.ts'
import type { ActResult } from '../worker/contract.ts'
import type { Decline, Press, Touch } from './acts.ts'
import { createWords } from './words.ts'

type Failed = { data?: { problem: Problem | null } | null }

/** Sends presses on this handoff and tells what became of the last one. It is there at once, before anything was sent. */
export const usePress = (handoff: HandoffView | null) => {
  const worker = useWorker()
  const accept = useMutation(worker.acts.accept.mutationOptions())
  const decline = useMutation(worker.acts.decline.mutationOptions())
  const logTouch = useMutation(worker.acts.logTouch.mutationOptions())
  const heard = useMutation(worker.sidebar.heard.mutationOptions())
  const [words] = useState(() => createWords((word) => heard.mutate({ word })))
  useEffect(() => {
    window.addEventListener('message', words.hear)
    return () => window.removeEventListener('message', words.hear)
  }, [words])
  const [last, setLast] = useState<{ handoffId: string; press: Press } | null>(null)
  if (handoff === null) return { press: null, accept: ignore, decline: ignore, logTouch: ignore, forget: ignore }

  const { id: handoffId, version } = handoff
  const answered = (press: Press) => ({
    onSuccess: (answer: ActResult) => setLast({ handoffId, press: { ...press, answer } }),
    onError: ({ data }: Failed) =>
      setLast({ handoffId, press: { ...press, answer: { outcome: 'failed', problem: data?.problem ?? null } } }),
  })
  const begin = (press: Press) => {
    setLast({ handoffId, press })
    words.await()
    return answered(press)
  }
  return {
    press: last?.handoffId === handoffId ? last.press : null,
    accept: () => accept.mutate({ handoffId }, begin({ act: 'accept', version, answer: null })),
    decline: (chosen: Decline) =>
      decline.mutate({ handoffId, ...chosen }, begin({ act: 'decline', version, decline: chosen, answer: null })),
    logTouch: (touch: Touch) =>
      logTouch.mutate({ handoffId, ...touch }, begin({ act: 'log_touch', version, answer: null })),
    forget: () => setLast(null),
  }
}

const ignore = () => {}
