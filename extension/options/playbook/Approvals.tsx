import type { ApprovalRoute } from '../../../shared/point.ts'
import { t } from '../messages.ts'
import { conditionLines } from '../conditionWords.ts'
import { Lines } from '../Said.tsx'
import type { BookNames } from './bookNames.ts'
import { Notes } from './Notes.tsx'
import { Table } from './Table.tsx'

type Props = { routes: readonly ApprovalRoute[]; path: string; names: BookNames }

/** Who must say yes, by amount, discount and terms; nothing where a point asks nobody. */
export const Approvals = ({ routes, path, names }: Props) =>
  routes.length === 0 ? null : (
    <section aria-labelledby="approvals" className="group">
      <h3 id="approvals">{t('book.approvals.title')}</h3>
      <p className="muted">{t('book.approvals.first')}</p>
      <Table
        label={t('book.approvals.title')}
        columns={[t('book.approvals.route'), t('book.approvals.when'), t('book.approvals.who')]}
      >
        {routes.map((route, i) => (
          <tr key={route.id}>
            <th scope="row">
              <span className="strong">{route.name}</span>
              <span className="muted below">{t(`book.approvals.${route.order}`)}</span>
            </th>
            <td>
              {route.when === undefined ? (
                <span className="muted">{t('book.approvals.else')}</span>
              ) : (
                <Lines lines={conditionLines(route.when, names)} />
              )}
              <Notes at={`${path}.approvals.${i}`} />
            </td>
            <td>
              <ol className={route.order === 'serial' ? 'steps' : 'stacked'}>
                {route.approvers.map(({ id, name, person, when }) => (
                  <li key={id}>
                    {t('book.approvals.approver', { person: names.person(person), name })}
                    {when === undefined ? null : (
                      <div className="muted-words">
                        {t('book.approvals.onlyIf')} <Lines lines={conditionLines(when, names)} />
                      </div>
                    )}
                  </li>
                ))}
              </ol>
            </td>
          </tr>
        ))}
      </Table>
    </section>
  )
