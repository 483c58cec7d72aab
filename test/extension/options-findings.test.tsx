import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Overview } from '../../extension/options/playbook/Overview.tsx'
import { findingsOfNone, findingsOfStep } from '../../extension/options/playbook/findings.ts'
import { StepPage } from '../../extension/options/playbook/StepPage.tsx'
import { pointGroups, type Step, STEPS } from '../../extension/options/playbook/steps.ts'
import type { LivePlaybook } from '../../shared/livePlaybook.ts'
import { HandoffPoint } from '../../shared/point.ts'
import { finding, livePlaybook, someFindings } from '../support/optionsViews.ts'
import { NOW_MS } from '../support/views.ts'

const stepHtml = (live: LivePlaybook, point: HandoffPoint, step: Step): string =>
  renderToStaticMarkup(<StepPage live={live} point={point} step={step} nowMs={NOW_MS} sla={null} />)

const shownIn = (path: string): string[] => {
  const live = livePlaybook({ findings: [finding(path, 'THE FINDING')] })
  const [point] = live.playbook.points
  return STEPS.filter((step) => stepHtml(live, point!, step).includes('THE FINDING'))
}

describe('a finding', () => {
  test.each(Object.keys(HandoffPoint.shape))('of a point’s %s stands in exactly one step', (part) => {
    expect(shownIn(`points.0.${part}`)).toHaveLength(1)
    expect(shownIn(`points.0.${part}.0.when`)).toHaveLength(1)
    expect(shownIn(`points.0.${part}.77`)).toHaveLength(1)
  })

  test.each([
    ['points.0', 'map'],
    ['lifecycle.2.crm', 'map'],
    ['sources.0.sender', 'map'],
    ['fits.0', 'trigger'],
    ['pools.0.members.1.person', 'owner'],
    ['calendars.0.weekly.0', 'sla'],
  ])('at %s stands in %s', (path, step) => expect(shownIn(path)).toEqual([step]))

  test('shows a record that it is true of', () => {
    const witness = { 'account.size': 1200, 'account.status': 'customer' }
    const live = livePlaybook({ findings: [{ ...finding('points.0.ladder.2', 'is taken before'), witness }] })
    expect(stepHtml(live, live.playbook.points[0]!, 'owner')).toContain(
      'For example: account size 1,200 · account status «customer»',
    )
  })

  test('that is only to be known is not counted', () => {
    const note = { ...finding('points.0.ladder.5', 'goes to the end'), kind: 'note' as const }
    const live = livePlaybook({ findings: [note] })
    const html = stepHtml(live, live.playbook.points[0]!, 'owner')
    expect(html).toContain('goes to the end')
    expect(html).not.toContain('One finding')
  })

  test('stands once, at the very rule', () => {
    const live = livePlaybook({ findings: [finding('points.0.ladder.4.pool', 'nobody is on duty')] })
    const html = stepHtml(live, live.playbook.points[0]!, 'owner')
    expect(html.split('nobody is on duty')).toHaveLength(2)
    expect(html.indexOf('nobody is on duty')).toBeGreaterThan(html.indexOf('in turn: SDRs Nordics'))
    expect(html.indexOf('nobody is on duty')).toBeLessThan(html.indexOf('Everything else'))
  })

  test('that no step can show stands above all points', () => {
    const live = livePlaybook({
      findings: [...someFindings(), finding('pools.77', 'nothing uses it'), finding('', 'is empty')],
    })
    expect(findingsOfNone(live).map(({ problem }) => problem)).toEqual(['nothing uses it', 'is empty'])
    const html = renderToStaticMarkup(<Overview live={live} nowMs={NOW_MS} />)
    expect(html).toContain('nothing uses it')
    expect(html).toContain('is empty')
  })

  test('of another point is not counted here', () => {
    const live = livePlaybook({ findings: [finding('points.3.ladder', 'has no end')] })
    expect(findingsOfStep(live, 'marketing_to_sdr', 'owner')).toEqual([])
    expect(findingsOfStep(live, 'ae_to_deal_desk', 'owner')).toHaveLength(1)
  })
})

test('the points closest to the buyer come first, the workspace’s own last', () => {
  const { points } = livePlaybook().playbook
  const own = { ...points[0]!, id: 'partner_to_sdr' }
  const groups = pointGroups([own, ...points.toReversed()])
  expect(groups.map(({ group, points: those }) => [group, those.map(({ id }) => id)])).toEqual([
    ['closest', ['marketing_to_sdr', 'sdr_to_ae', 'ae_to_se', 'ae_to_deal_desk', 'sales_to_cs']],
    ['further', ['product_to_sales', 'cs_to_am']],
    ['own', ['partner_to_sdr']],
  ])
  expect(pointGroups([own]).map(({ group }) => group)).toEqual(['own'])
})
