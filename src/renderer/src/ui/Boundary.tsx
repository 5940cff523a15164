import { Component, type ReactNode } from 'react'
import { text } from '../i18n/text.ts'
import { Button } from './Button.tsx'

type Props = { readonly children: ReactNode }
type State = { readonly failed: boolean }

/** Keeps a fault in one part of the window from taking the others with it. React has boundaries as classes only. */
export class Boundary extends Component<Props, State> {
  override state: State = { failed: false }

  static getDerivedStateFromError(): State {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <div className="state state-error" role="alert">
        <h2>{text('paneFailed')}</h2>
        <p>{text('paneFailedSafe')}</p>
        <Button look="primary" onClick={() => this.setState({ failed: false })}>
          {text('tryAgain')}
        </Button>
      </div>
    )
  }
}
