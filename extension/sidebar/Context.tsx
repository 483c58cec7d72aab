import type { ContextEntry, Provenance } from '../../shared/context.ts'
import { whenText } from '../ui/instants.ts'
import { t } from '../ui/messages.ts'
import { itemText } from '../ui/phrases.ts'

type Props = { entries: ContextEntry[]; nowMs: number }

/** The items of the context, the required ones first, each value with where it came from. */
export const Context = ({ entries, nowMs }: Props) => (
  <dl className="facts">
    {[...entries].sort(requiredFirst).map(({ item, name, need, lines, fault }) => (
      <div key={item}>
        <dt>
          {itemText(item, name)}
          {need === 'required' ? <span className="fact-need">{t('item.required')}</span> : null}
        </dt>
        {fault === undefined || lines.length === 0 ? null : <dd className="fact-fault">{t(`fault.${fault}`)}</dd>}
        {lines.length === 0 ? <dd className="muted">{t('item.notKnown')}</dd> : null}
        {lines.map(({ text, provenance }, index) => (
          <dd key={`${text}${provenance?.field}`}>
            {text}
            {provenance === undefined || isSameSource(provenance, lines[index + 1]?.provenance) ? null : (
              <span className="fact-from">
                {t(`provenance.${provenance.from}`, {
                  by: provenance.by,
                  at: whenText(Date.parse(provenance.at), nowMs),
                })}
              </span>
            )}
          </dd>
        ))}
      </div>
    ))}
  </dl>
)

/** Lines in a row from one source are told so once, under the last of them. */
const isSameSource = (one: Provenance, next: Provenance | undefined): boolean =>
  next !== undefined && one.from === next.from && one.by === next.by && one.at === next.at

const requiredFirst = (a: ContextEntry, b: ContextEntry): number =>
  Number(b.need === 'required') - Number(a.need === 'required')

/** «10 of 12». */
export const knownOf = (entries: ContextEntry[]): { known: number; all: number } => ({
  known: entries.filter(({ lines, fault }) => lines.length > 0 && fault === undefined).length,
  all: entries.length,
})
