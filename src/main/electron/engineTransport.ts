import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import type { TransportFactory } from '../inference/transport.ts'
import { forkTransport } from '../inference/transports/fork.ts'
import { utilityTransport } from './utilityTransport.ts'

/**
 * How an engine is run: as a utility process, but on Linux as a child of a plain Node where one lies beside the app.
 * There Electron's own executable brings GTK's GLib along, whose symbols collide with those of sharp's libvips and crash
 * the process on several distributions (lovell/sharp issues 4351, 4525). `RETINADESK_ENGINES` overrides the choice.
 */
export function engineTransport(entry: URL, serviceName: string): TransportFactory {
  const wanted = process.env['RETINADESK_ENGINES']
  const node = wanted === 'utility' || process.platform !== 'linux' ? undefined : plainNode()
  return node === undefined ? utilityTransport(entry, serviceName) : forkTransport(entry, { execPath: node })
}

/** Node's own executable: shipped with an installed app, or the project's development dependency. */
function plainNode(): string | undefined {
  const shipped = join(process.resourcesPath, 'node', 'bin', 'node')
  const ofProject = join(app.getAppPath(), 'node_modules', 'node', 'bin', 'node')
  return [shipped, ofProject].find((path) => existsSync(path))
}
