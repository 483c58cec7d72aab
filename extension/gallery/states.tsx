import type { ReactNode } from 'react'
import { officePlay } from './officePlay.tsx'
import { officeStates } from './officeStates.tsx'
import { optionsStates } from './optionsStates.tsx'
import { popupStates } from './popupStates.tsx'
import { sidebarOtherStates } from './sidebarOtherStates.tsx'
import { sidebarStates } from './sidebarStates.tsx'

/** Every state of every surface, by its address. `open` names the controls that are pressed before the picture is taken. */
export type GalleryState = { view: ReactNode; open?: string[] }

export const STATES: Record<string, GalleryState> = {
  ...sidebarStates,
  ...sidebarOtherStates,
  ...popupStates,
  ...optionsStates,
  ...officeStates,
  ...officePlay,
}
