import './ipc/strictPolicy.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { startTexts } from './i18n/start.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/ui.css'
import './app/app.css'

startTexts()

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root element')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>
)
