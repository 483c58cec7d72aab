import './tokens.css'
import './ui.css'

export type Theme = 'system' | 'light' | 'dark'

/** The colours follow the system; a page can be held to one of the two. */
export const applyTheme = (theme: Theme, root: HTMLElement = document.documentElement): void => {
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
}
