import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { PORT_NAME } from '../worker/wire.ts'
import { BrowserProvider } from './pageBrowser.tsx'
import type { PageBrowser } from '../browser/browser.ts'
import { useTopics } from './useTopics.ts'
import { WorkerProvider, workerClient, type WorkerClient } from './worker.ts'

/** A page never asks twice by itself: the worker tells when to ask again, and keeps trying the server. */
const newQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: Infinity,
        retry: false,
        refetchOnWindowFocus: false,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })

type Props = { browser: PageBrowser; client?: WorkerClient; children: ReactNode }

/** All that a page needs around it: the worker's client, its answers, and the browser. `client` stands in for the worker. */
export const BatonProvider = ({ browser, client, children }: Props) => {
  const [queryClient] = useState(newQueryClient)
  const [worker] = useState(() => client ?? workerClient(() => browser.connect(PORT_NAME)))
  useTopics(worker, queryClient)
  return (
    <BrowserProvider value={browser}>
      <QueryClientProvider client={queryClient}>
        <WorkerProvider trpcClient={worker} queryClient={queryClient}>
          {children}
        </WorkerProvider>
      </QueryClientProvider>
    </BrowserProvider>
  )
}
