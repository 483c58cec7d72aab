/** Where a test may end this process as a power cut would. In production every one is a no-op. */
const armed = process.env.BATON_FAILPOINT ?? ''

/** Ends the process by SIGKILL when `BATON_FAILPOINT` names this point, as `action.beforeCommit` or `kind.afterSend`. */
export const failpoint = (name: string): void => {
  if (armed !== '' && armed === name) process.kill(process.pid, 'SIGKILL')
}
