// If a panel breaks, the drawing must not be lost with it: the store lives outside React, so it can still be saved.
import { Component, type ReactNode } from 'react';
import { saveText } from '../store/files';
import { useStore } from '../store/store';
import styles from './ErrorBoundary.module.css';
import { download, fileNameOf } from './files/saveTarget';

interface Props {
  readonly children: ReactNode;
}
interface State {
  readonly error: Error | undefined;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className={styles.box} role="alert">
        <h1>The editor has stopped working</h1>
        <p>
          Your drawing is safe: save it to a file, then go on or reload the page. This is a fault in Convas,
          not in your work.
        </p>
        <pre>{error.message}</pre>
        <div className={styles.actions}>
          <button type="button" onClick={saveDrawing}>
            Save the drawing
          </button>
          <button type="button" onClick={() => this.setState({ error: undefined })}>
            Go on
          </button>
          <button type="button" onClick={() => window.location.reload()}>
            Reload
          </button>
        </div>
      </div>
    );
  }
}

function saveDrawing(): void {
  const { document } = useStore.getState();
  download(fileNameOf(document.title), saveText(document));
}
