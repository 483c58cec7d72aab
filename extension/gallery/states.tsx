import type { ReactNode } from 'react'
import { officePlay } from './officePlay.tsx'
import { officeStates } from './officeStates.tsx'
import { awayStates } from './optionsAway.tsx'
import { turnStates } from './optionsTurns.tsx'
import { importStates } from './optionsImport.tsx'
import { playbookStates } from './optionsPlaybook.tsx'
import { optionsPlay } from './optionsPlay.tsx'
import { optionsStates } from './optionsStates.tsx'
import { popupStates } from './popupStates.tsx'
import { sidebarHandOffStates } from './sidebarHandOffStates.tsx'
import { sidebarLifeStates } from './sidebarLifeStates.tsx'
import { sidebarOtherStates } from './sidebarOtherStates.tsx'
import { sidebarStates } from './sidebarStates.tsx'

/** Every state of every surface, by its address. `open` names the controls that are pressed before the picture is taken. */
export type GalleryState = { view: ReactNode; open?: string[] }

export const STATES: Record<string, GalleryState> = {
  ...sidebarStates,
  ...sidebarLifeStates,
  ...sidebarHandOffStates,
  ...sidebarOtherStates,
  ...popupStates,
  ...optionsStates,
  ...playbookStates,
  ...importStates,
  ...optionsPlay,
  ...officeStates,
  ...turnStates,
  ...awayStates,
  ...officePlay,
}
