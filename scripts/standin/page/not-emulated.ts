// Used by Node and by the preload's world, so it uses the language alone.

/** The error for what Electron has and the stand-in has not; its message names the missing part. */
export const notEmulated = (what: string): Error =>
  Object.assign(new Error(`Electron stand-in: ${what} is not emulated`), { name: 'NotEmulatedError' })

// Promise resolution and JSON look for these on every object that passes by.
const probed: ReadonlySet<string> = new Set(['then', 'toJSON'])

/** `target` for use as a prototype: a property that neither it nor the object has throws instead of being `undefined`. */
export const guarded = <T extends object>(target: T, nameOf: (receiver: unknown) => string): T =>
  new Proxy(target, {
    get: (inner, property, receiver): unknown => {
      if (typeof property === 'symbol' || property in inner || probed.has(property)) {
        return Reflect.get(inner, property, receiver)
      }
      throw notEmulated(`${nameOf(receiver)}.${property}`)
    }
  })

/** Makes `members` an emulated object: reading a member that it lacks throws. */
export const emulated = <T extends object>(name: string, members: T): T => {
  const guard = guarded({}, () => name)
  Object.setPrototypeOf(members, guard)
  return members
}

/** Stands for a whole part of Electron that is missing: it can be imported, any use of it throws. */
export const absent = (name: string): object => {
  // A function and no arrow, which nobody could call with `new`.
  const refuse = function refuse(): never {
    throw notEmulated(name)
  }
  return new Proxy(refuse, {
    get: (_target, property) => {
      if (typeof property === 'symbol' || probed.has(property)) return undefined
      throw notEmulated(`${name}.${property}`)
    },
    construct: refuse
  })
}
