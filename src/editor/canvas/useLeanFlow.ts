// What React Flow does more of than it has to. It asks the page for every card's size as it comes in, which lays out the
// page and draws every wire once more: cards' sizes and handles are known (cardGeometry.ts), and it is told to ask for
// notes and frames alone. And as it leaves the page it empties its store, over which every card that it drew stumbles.
import { useStoreApi } from '@xyflow/react';
import { useState } from 'react';

/** Call it before React Flow is drawn for the first time, for it keeps what it finds then; its store must go with it. */
export function useLeanFlow(): void {
  const api = useStoreApi();
  useState(() => {
    const { updateNodeInternals } = api.getState();
    api.setState({
      updateNodeInternals: (updates) => {
        const { nodeLookup } = api.getState();
        const unknown = [...updates].filter(([id]) => nodeLookup.get(id)?.type !== 'layer');
        if (unknown.length > 0) updateNodeInternals(new Map(unknown));
      },
      reset: () => {},
    });
  });
}
