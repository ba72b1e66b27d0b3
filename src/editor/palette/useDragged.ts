// Whether an entry is dragged: the browser then tells of no pointer that leaves it, and its hint would stay open.
import { useMemo, useState } from 'react';

export function useDragged() {
  const [dragged, setDragged] = useState(false);
  return useMemo(() => {
    const end = () => setDragged(false);
    return { dragged, begin: () => setDragged(true), ends: { onPointerEnter: end, onBlur: end } };
  }, [dragged]);
}
