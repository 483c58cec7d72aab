import { defineBackground } from 'wxt/utils/define-background'
import { workerBrowser } from '../browser/polyfill.ts'
import { systemClock } from '../worker/clock.ts'
import { openServer } from '../worker/server.ts'
import { startWorker } from '../worker/start.ts'
import { openStore } from '../worker/store.ts'

export default defineBackground(() =>
  startWorker({ browser: workerBrowser(), store: openStore(), clock: systemClock, openServer }),
)
