// A node's name, which is also its name in the file and in the model. A name that cannot be is not applied.
import { TextInput } from '@mantine/core';
import { memo, useEffect, useRef, useState } from 'react';
import { type NodeId, nodeId } from '../../lib/ids';
import { useStore } from '../../store/store';
import { focusCardSoon } from '../canvas/useView';
import { useOverlays } from '../overlays';

export const NameField = memo(function NameField({ id }: { id: NodeId }) {
  const [name, setName] = useState<string>(id);
  const [error, setError] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  useRenameRequests(input);
  const commit = (): boolean => {
    const made = useStore
      .getState()
      .apply(`Rename ${id} to ${name.trim()}`, [{ type: 'rename', node: id, id: name.trim() }]);
    setError(made.ok ? undefined : made.error.message);
    return made.ok;
  };
  return (
    <TextInput
      ref={input}
      size="xs"
      aria-label="Name"
      value={name}
      error={error}
      spellCheck={false}
      onChange={(event) => {
        setName(event.currentTarget.value);
        setError(undefined);
      }}
      onBlur={() => {
        if (commit()) return;
        setName(id);
        setError((why) => why && `${why} “${id}” is kept.`);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          setName(id);
          setError(undefined);
        }
        if (event.key !== 'Enter' || !commit()) return;
        // The inspector is made anew for the new name; the keyboard goes on at the node.
        requestAnimationFrame(() => focusCardSoon(nodeId(name.trim())));
      }}
    />
  );
});

function useRenameRequests(input: React.RefObject<HTMLInputElement | null>): void {
  const requests = useOverlays((s) => s.renameRequests);
  const seen = useRef(requests);
  useEffect(() => {
    if (requests > seen.current) {
      input.current?.focus();
      input.current?.select();
    }
    seen.current = requests;
  }, [requests, input]);
}
