import { createServer } from 'node:net'

/** This port if it is free, else the next one that is; 127.0.0.1 only. */
export const freePort = async (from: number): Promise<number> => {
  for (let port = from; port < from + 50; port += 1) if (await isFree(port)) return port
  throw new Error(`No port between ${from} and ${from + 49} is free.`)
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
