import { app } from 'electron'

process.stdout.write(`locked ${app.requestSingleInstanceLock({ from: 'second' })}\n`)
app.quit()
