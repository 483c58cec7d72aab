import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { odooUrl } from './odoo.ts'

/** `cut`: nothing answers. `faulty`: its interface answers 500 with a traceback, as Odoo does for a fault of its own; pages come. */
export type ProxyMode = 'through' | 'cut' | 'faulty'

/** Stands before Odoo under an address of its own, so that Odoo fails as it likes without being stopped. */
export type OdooProxy = {
  url: string
  set(mode: ProxyMode): void
  /** How many calls were refused or answered with the fault. */
  failed(): number
  close(): Promise<void>
}

/** Is in every traceback: nothing that Baton shows or writes may have it. */
export const CANARY = 'canary_of_the_traceback'

export const startOdooProxy = async (): Promise<OdooProxy> => {
  let mode: ProxyMode = 'through'
  let failed = 0
  const open = new Set<Socket>()
  /** Those that the interface is called over. */
  const calling = new Set<Socket>()
  const keep = (socket: Socket): void => {
    open.add(socket)
    socket.on('close', () => [open, calling].forEach((all) => all.delete(socket))).on('error', () => socket.destroy())
  }
  const end = (sockets: Set<Socket>): void => sockets.forEach((socket) => socket.destroy())
  const { hostname, port } = new URL(odooUrl())

  const server = createServer((client) => {
    keep(client)
    if (mode === 'cut') {
      failed += 1
      return client.destroy()
    }
    // A connection speaks of one thing only: the server's calls and the browser's pages never share one.
    client.once('data', (first) => {
      const isCall = /^POST \/(?:json\/2|jsonrpc)/.test(first.toString('latin1', 0, 40))
      if (isCall) calling.add(client)
      if (isCall && mode === 'faulty') {
        failed += 1
        return client.end(FAULT)
      }
      const odoo = connect(Number(port), hostname)
      keep(odoo)
      odoo.write(first)
      client.pipe(odoo).pipe(client)
      client.on('close', () => odoo.destroy())
      odoo.on('close', () => client.destroy())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (next) => {
      mode = next
      // What is under way when all is well again is left to end.
      if (mode === 'cut') end(open)
      if (mode === 'faulty') end(calling)
    },
    failed: () => failed,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        end(open)
      }),
  }
}

const BODY = JSON.stringify({
  name: 'builtins.ZeroDivisionError',
  message: `division by zero in ${CANARY}`,
  arguments: [CANARY],
  context: {},
  debug: `Traceback (most recent call last):\n  File "/usr/lib/python3/dist-packages/odoo/${CANARY}.py", line 7`,
})
const FAULT = [
  'HTTP/1.1 500 INTERNAL SERVER ERROR',
  'Content-Type: application/json; charset=utf-8',
  `Content-Length: ${Buffer.byteLength(BODY)}`,
  'Connection: close',
  '',
  BODY,
].join('\r\n')
