import { findChromium } from '../../server/demo/chromium.ts'
import { builtExtension } from '../../server/demo/extension.ts'

/** Before the browser suites: a Chromium that starts, and the extension built from the present sources. */
export const setup = async (): Promise<void> => {
  process.env.BATON_CHROMIUM = await findChromium()
  await builtExtension()
}
