// Which of the two panels stands on the left: the layers or the outline; remembered by the browser.
import { create } from 'zustand';
import { useStore } from '../../store/store';

export type LeftPanel = 'layers' | 'outline';

const key = 'convas.leftPanel';

interface Left {
  readonly panel: LeftPanel;
  /** Counts the requests to put the focus into the outline. */
  readonly focusRequests: number;
}

export const useLeftPanel = create<Left>()(() => ({ panel: read(), focusRequests: 0 }));

function read(): LeftPanel {
  try {
    return localStorage.getItem(key) === 'outline' ? 'outline' : 'layers';
  } catch {
    // Storage that is switched off.
    return 'layers';
  }
}

/** Shows one of the two, and the left-hand side where it is hidden. */
export function showLeftPanel(panel: LeftPanel): void {
  useLeftPanel.setState({ panel });
  useStore.getState().setView({ paletteOpen: true });
  try {
    localStorage.setItem(key, panel);
  } catch {
    // Then it lasts as long as the page.
  }
}

/** Shows the outline with the focus in it; from there, leads back to the layers. */
export function toggleOutline(): void {
  const { panel, focusRequests } = useLeftPanel.getState();
  const shown = panel === 'outline' && useStore.getState().paletteOpen;
  showLeftPanel(shown ? 'layers' : 'outline');
  if (!shown) useLeftPanel.setState({ focusRequests: focusRequests + 1 });
}
