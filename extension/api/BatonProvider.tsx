import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { PORT_NAME } from '../worker/wire.ts'
import { BrowserProvider } from './pageBrowser.tsx'
import type { PageBrowser } from '../browser/browser.ts'
import { useTopics } from './useTopics.ts'
import { SERVER_KEY, ServerProvider } from './server.ts'
import { pageClients, WorkerProvider, type PageClients } from './worker.ts'

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

type Props = { browser: PageBrowser; portName?: string; clients?: PageClients; children: ReactNode }

/** All that a page needs around it: its clients, their answers, and the browser. `clients` stand in for worker and server. */
export const BatonProvider = ({ browser, portName = PORT_NAME, clients, children }: Props) => {
  const [queryClient] = useState(newQueryClient)
  const [{ worker, server }] = useState(() => clients ?? pageClients(() => browser.connect(portName)))
  useTopics(worker, queryClient)
  return (
    <BrowserProvider value={browser}>
      <QueryClientProvider client={queryClient}>
        <WorkerProvider trpcClient={worker} queryClient={queryClient}>
          <ServerProvider trpcClient={server} queryClient={queryClient} keyPrefix={SERVER_KEY}>
            {children}
          </ServerProvider>
        </WorkerProvider>
      </QueryClientProvider>
    </BrowserProvider>
  )
}
