// A dialog that is fetched when it is first wanted. It stays in the page from then on, so that closing it gives the focus
// back to where it was.
import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';

/** Renders nothing before it is `opened` for the first time. */
export function wantedDialog<Props extends { readonly opened: boolean }>(
  fetch: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const Fetched = lazy<ComponentType<Props>>(async () => ({ default: await fetch() }));
  return function WantedDialog(props: Props) {
    const [wanted, setWanted] = useState(false);
    if (props.opened && !wanted) setWanted(true);
    if (!wanted) return null;
    return (
      <Suspense fallback={null}>
        <Opening {...props} />
      </Suspense>
    );
  };

  /** Closed for its first moment: a dialog that begins open does not know where the focus was, and keeps it in closing. */
  function Opening(props: Props) {
    const [there, setThere] = useState(false);
    useEffect(() => setThere(true), []);
    return <Fetched {...props} opened={there && props.opened} />;
  }
}
