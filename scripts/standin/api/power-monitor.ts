import { emulatedEmitter } from '../emulated-emitter.ts'

const events = [
  'suspend',
  'resume',
  'on-ac',
  'on-battery',
  'shutdown',
  'lock-screen',
  'unlock-screen',
  'thermal-state-change',
  'speed-limit-change',
  'user-did-become-active',
  'user-did-resign-active'
]

/** Electron's `powerMonitor` of a machine that is always on; a test emits its events. */
export const powerMonitor = emulatedEmitter('powerMonitor', events, {
  onBatteryPower: false,
  isOnBatteryPower: () => false,
  getSystemIdleTime: () => 0,
  getSystemIdleState: () => 'active',
  getCurrentThermalState: () => 'nominal'
} satisfies Partial<Electron.PowerMonitor>)
