import type { Facts } from '../../server/domain/condition.ts'
import { route } from '../../server/domain/route.ts'
import { inputsOf, type Rule, type Want } from './decisions.ts'
import { peer } from './peers.ts'

/** Decides who gets a record: the id of the first rule that holds, `rest` where none does. */
export type Engine = { name: string; decide(facts: Facts): string | Promise<string> }

export const baton = (rules: readonly Rule[]): Engine => {
  const inputs = inputsOf(rules)
  return { name: 'baton', decide: (facts) => route({ ...inputs, facts })!.owner }
}

type JsonLogic = { LogicEngine: new () => { build(logic: unknown): (data: unknown) => unknown } }

const logicOf = (want: Want): unknown => {
  const value = { val: [want.field] }
  if ('is' in want) return { '===': [value, want.is] }
  if ('in' in want) return { in: [value, want.in] }
  return { and: [{ '>=': [value, want.atLeast] }, { '<': [value, want.below] }] }
}

/** One condition with a branch for each rule, compiled: the fastest form that it has. It explains nothing. */
export const jsonLogic = async (rules: readonly Rule[], progress: (line: string) => void): Promise<Engine> => {
  const { LogicEngine } = await peer<JsonLogic>('json-logic-engine', progress)
  const branches = rules.flatMap(({ id, wants }) => [{ and: wants.map(logicOf) }, id])
  const decide = new LogicEngine().build({ if: [...branches, 'rest'] })
  return { name: 'json-logic-engine, one condition', decide: (facts) => String(decide(facts)) }
}

/** Each rule a compiled condition of its own, so that it can be told which held: as one would build a trace with it. */
export const jsonLogicTraced = async (rules: readonly Rule[], progress: (line: string) => void): Promise<Engine> => {
  const { LogicEngine } = await peer<JsonLogic>('json-logic-engine', progress)
  const engine = new LogicEngine()
  const ready = rules.map(({ id, wants }) => ({ id, test: engine.build({ and: wants.map(logicOf) }) }))
  const decide = (facts: Facts): string => {
    const trace: { id: string; isMet: boolean }[] = []
    for (const { id, test } of ready) {
      const isMet = Boolean(test(facts))
      trace.push({ id, isMet })
      if (isMet) return trace.at(-1)!.id
    }
    return 'rest'
  }
  return { name: 'json-logic-engine, with a trace', decide }
}

type Zen = {
  ZenEngine: new () => {
    createDecision(content: object): {
      evaluate(data: unknown, options?: object): Promise<{ result: { owner?: string } }>
    }
  }
}

/** A decision table that stops at the first row, asked for its trace. */
export const zen = async (rules: readonly Rule[], progress: (line: string) => void): Promise<Engine> => {
  const { ZenEngine } = await peer<Zen>('@gorules/zen-engine', progress)
  const name = (field: string) => field.replaceAll('.', '_')
  const cell = (want: Want): string => {
    if ('is' in want) return `${name(want.field)} == "${want.is}"`
    if ('in' in want) return `${name(want.field)} in [${want.in.map((each) => `"${each}"`).join(', ')}]`
    return `${name(want.field)} >= ${want.atLeast} and ${name(want.field)} < ${want.below}`
  }
  const table = {
    hitPolicy: 'first',
    inputs: [{ id: 'in', name: 'When', type: 'expression' }],
    outputs: [{ id: 'out', name: 'Owner', field: 'owner', type: 'expression' }],
    rules: [
      ...rules.map(({ id, wants }) => ({ _id: id, in: wants.map(cell).join(' and '), out: `"${id}"` })),
      { _id: 'rest', in: '', out: '"rest"' },
    ],
  }
  const nodes = [
    { id: 'from', name: 'Request', type: 'inputNode', position: { x: 0, y: 0 } },
    { id: 'table', name: 'Table', type: 'decisionTableNode', position: { x: 1, y: 0 }, content: table },
    { id: 'to', name: 'Response', type: 'outputNode', position: { x: 2, y: 0 } },
  ]
  const edges = [
    { id: 'a', sourceId: 'from', targetId: 'table', type: 'edge' },
    { id: 'b', sourceId: 'table', targetId: 'to', type: 'edge' },
  ]
  const decision = new ZenEngine().createDecision({ nodes, edges })
  const flat = (facts: Facts) => Object.fromEntries(Object.entries(facts).map(([field, value]) => [name(field), value]))
  return {
    name: '@gorules/zen-engine',
    decide: async (facts) => (await decision.evaluate(flat(facts), { trace: true })).result.owner ?? 'none',
  }
}

type JsonRules = {
  Engine: new (
    rules: object[],
    options: object,
  ) => {
    run(facts: object): Promise<{ events: { type: string }[] }>
    on(event: string, act: () => void): void
    stop(): void
  }
}

const termsOf = (want: Want): object[] => {
  const fact = want.field
  if ('is' in want) return [{ fact, operator: 'equal', value: want.is }]
  if ('in' in want) return [{ fact, operator: 'in', value: want.in }]
  return [
    { fact, operator: 'greaterThanInclusive', value: want.atLeast },
    { fact, operator: 'lessThan', value: want.below },
  ]
}

/** A priority for each rule, stopped at the first that holds. */
export const jsonRules = async (rules: readonly Rule[], progress: (line: string) => void): Promise<Engine> => {
  const { Engine } = await peer<JsonRules>('json-rules-engine', progress)
  const listed = rules.map(({ id, wants }, i) => ({
    conditions: { all: wants.flatMap(termsOf) },
    event: { type: id },
    priority: rules.length - i,
  }))
  const engine = new Engine(listed, { allowUndefinedFacts: true })
  engine.on('success', () => engine.stop())
  return { name: 'json-rules-engine', decide: async (facts) => (await engine.run(facts)).events[0]?.type ?? 'rest' }
}
