/** Tells in plain lines what takes longer than a second, and every ten seconds that it goes on. */
export const progress = (print = (line) => console.error(line), now = () => Date.now()) => ({
  line: print,
  during: async (doing, work) => {
    const startedAtMs = now()
    const seconds = () => Math.round((now() - startedAtMs) / 1_000)
    let told = false
    const first = setTimeout(() => {
      told = true
      print(`${doing} …`)
    }, 1_000)
    const again = setInterval(() => print(`${doing} … ${seconds()} s`), 10_000)
    try {
      const result = await work
      if (told) print(`${doing}: ${seconds()} s`)
      return result
    } finally {
      clearTimeout(first)
      clearInterval(again)
    }
  },
})
