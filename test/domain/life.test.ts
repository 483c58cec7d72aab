import { beforeAll } from 'vitest'
import { law, seedLine } from '../support/law.ts'
import { LIFE_LAWS } from '../support/lifeLaws.ts'
import { ofPlay, plays } from '../support/plays.ts'

beforeAll(() => console.info(seedLine()))

for (const [sentence, holds] of Object.entries(LIFE_LAWS)) law(sentence, plays, ofPlay(holds), 20_000)
