// A utility process of the fixture: does what it is told.
type Task = { readonly do: 'echo' | 'crash' | 'exit' | 'print' | 'throw' | 'describe'; readonly value?: unknown }

const perform = ({ do: what, value }: Task): void => {
  if (what === 'echo') process.parentPort.postMessage(value)
  else if (what === 'crash') process.abort()
  else if (what === 'exit') process.exit(Number(value))
  else if (what === 'print') process.stdout.write('printed\n')
  else if (what === 'throw') throw new Error('thrown in the utility process')
  else {
    process.parentPort.postMessage({
      type: process.type,
      args: process.argv.slice(2),
      variable: process.env['FIXTURE'],
      cwd: process.cwd()
    })
  }
}

process.parentPort.on('message', ({ data, ports }) => {
  const [port] = ports
  if (port === undefined) return perform(data)
  port.on('message', (event) => port.postMessage({ relayed: event.data }))
  port.start()
})
