/** What one step of a live test found, in plain words. */
export type Finding = { state: 'ok' | 'warning' | 'failed'; detail: string }

export const ok = (detail: string): Finding => ({ state: 'ok', detail })
export const warning = (detail: string): Finding => ({ state: 'warning', detail })
export const failed = (detail: string): Finding => ({ state: 'failed', detail })
