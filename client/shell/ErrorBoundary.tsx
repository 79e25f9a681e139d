import { Component, type ErrorInfo, type ReactNode } from 'react';
import { BrokenPage } from './BrokenPage.js';

interface Broken {
  readonly error: Error | null;
  readonly at: number;
}

/** Shows a page in place of what broke; the rest of the app stays. */
export class ErrorBoundary extends Component<{ children: ReactNode }, Broken> {
  override state: Broken = { error: null, at: 0 };

  static getDerivedStateFromError(error: unknown): Partial<Broken> {
    return { error: error instanceof Error ? error : new Error(String(error)), at: Date.now() };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    // The browser's own report is what an error monitor listens to.
    reportError(new Error(`A page broke: ${error.message}${info.componentStack ?? ''}`, { cause: error }));
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <BrokenPage error={this.state.error} at={this.state.at} onRetry={() => this.setState({ error: null, at: 0 })} />
    );
  }
}
