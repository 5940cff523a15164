import { describe, expect, it } from 'vitest'
import { CommandId, commands } from '#shared/contract/commands.ts'
import { commandFor, mayTake } from '../../../src/renderer/src/app/keys.ts'
import { paletteRank } from '../../../src/renderer/src/app/paletteRank.ts'

const key = (name: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held
})

describe('keys', () => {
  it('stand for one command each', () => {
    const all = CommandId.options.flatMap((id) => commands[id].keys)
    expect(new Set(all).size).toBe(all.length)
  })

  it('are the ones that are promised', () => {
    expect(commandFor(key('j'))).toBe('finding.next')
    expect(commandFor(key('J', { shiftKey: true }))).toBe('finding.next')
    expect(commandFor(key('?', { shiftKey: true }))).toBe('keys.show')
    expect(commandFor(key('/'))).toBe('chat.focus')
    expect(commandFor(key('k', { ctrlKey: true }))).toBe('palette.open')
    expect(commandFor(key('k', { metaKey: true }))).toBe('palette.open')
    expect(commandFor(key('z', { ctrlKey: true }))).toBe('edit.undo')
    expect(commandFor(key('Z', { ctrlKey: true, shiftKey: true }))).toBe('edit.redo')
    expect(commandFor(key('e'))).toBe('filter.enhance')
    expect(commandFor(key('e', { ctrlKey: true }))).toBe('report.export')
  })

  it('leave combinations with Alt to the system', () => {
    expect(commandFor(key('f', { altKey: true }))).toBeUndefined()
  })

  it('write letters in a text field, where undo undoes the typing', () => {
    expect(mayTake('finding.next', key('j'), true)).toBe(false)
    expect(mayTake('edit.undo', key('z', { ctrlKey: true }), true)).toBe(false)
    expect(mayTake('palette.open', key('k', { ctrlKey: true }), true)).toBe(true)
    expect(mayTake('finding.next', key('j'), false)).toBe(true)
  })
})

describe('the palette', () => {
  it('puts a name that begins with what was typed before one that merely holds it', () => {
    expect(paletteRank('Red-free', 'red')).toBeGreaterThan(paletteRank('Show the redo list', 'red'))
    expect(paletteRank('Show the redo list', 'red')).toBeGreaterThan(paletteRank('Coloured', 'red'))
  })

  it('wants every word, in any order', () => {
    expect(paletteRank('Show or hide all layers', 'layers hide')).toBeGreaterThan(0)
    expect(paletteRank('Show or hide all layers', 'layers zoom')).toBe(0)
  })
})
