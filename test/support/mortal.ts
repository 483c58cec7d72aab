/** How long a worker lives. */
export type Life = {
  /** Called at each step, before and after it has had its effect; true: the worker is dead by now. */
  step(): boolean
  isOver(): boolean
}

export const immortal = (): Life => ({ step: () => false, isOver: () => false })

/** Ends at its n-th step, counted from 0. */
export const endingAt = (n: number): Life & { steps(): number } => {
  let steps = 0
  return { step: () => steps++ >= n, isOver: () => steps > n, steps: () => steps }
}

const never = new Promise<never>(() => {})

/**
 * The same object, as a mortal holds it: once its life is over nothing that it calls has an effect and no answer reaches it, as
 * when a browser stops a worker between two steps.
 */
export const mortal = <T extends object>(target: T, life: Life): T =>
  new Proxy(target, {
    get: (object, name, receiver) => wrap(Reflect.get(object, name, receiver), life, object),
  })

const wrap = (value: unknown, life: Life, owner: object): unknown => {
  if (typeof value === 'function') return mortalCall(value as (...args: unknown[]) => unknown, life, owner)
  return typeof value === 'object' && value !== null ? mortal(value, life) : value
}

/** A function may have properties of its own: a client's procedures are called through both. */
const mortalCall = (call: (...args: unknown[]) => unknown, life: Life, owner: object): unknown =>
  new Proxy(call, {
    get: (object, name, receiver) => wrap(Reflect.get(object, name, receiver), life, object),
    apply: (_target, _self, args) => {
      if (life.isOver()) return never
      const before = life.step()
      if (before) return never
      const result: unknown = Reflect.apply(call, owner, args)
      if (!(result instanceof Promise)) return result
      return result.then(
        (answer) => (life.step() || life.isOver() ? never : answer),
        (error: unknown) => (life.step() || life.isOver() ? never : Promise.reject(error)),
      )
    },
  })
