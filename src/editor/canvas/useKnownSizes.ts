// Cards' sizes and handles are known (cardGeometry.ts). React Flow asks the page for them all the same as each card comes
// in, which lays out the page and draws every wire once more; here it is told to ask for notes and frames alone.
import { useStoreApi } from '@xyflow/react';
import { useState } from 'react';

/** Call it before React Flow is drawn for the first time, for it keeps what it finds then. */
export function useKnownSizes(): void {
  const api = useStoreApi();
  useState(() => {
    const { updateNodeInternals } = api.getState();
    api.setState({
      updateNodeInternals: (updates) => {
        const { nodeLookup } = api.getState();
        const unknown = [...updates].filter(([id]) => nodeLookup.get(id)?.type !== 'layer');
        if (unknown.length > 0) updateNodeInternals(new Map(unknown));
      },
    });
  });
}
