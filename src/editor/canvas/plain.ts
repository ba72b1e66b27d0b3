// From furthest a card is a block with a name and a shape (detail.ts). In a large drawing what cannot be seen from there,
// pictures, figures, slots, the pills of wires, is not on the page at all, so that hundreds of cards cost little. Those
// that are drawn change by and by as one comes nearer.
import { useStoreApi } from '@xyflow/react';
import { createContext, useContext, useEffect, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { detailOf } from './detail';
import { inGroups } from './inGroups';

type Tell = (plain: boolean) => void;

interface Plainness {
  readonly now: () => boolean;
  /** Tells of every change until the returned function is called. */
  readonly join: (tell: Tell) => () => void;
  readonly become: (plain: boolean) => void;
}

/** Keep one a canvas. */
export function makePlainness(): Plainness {
  let plain = false;
  const all = new Set<Tell>();
  let untold = new Set<Tell>();
  let telling = false;
  const tell = (count: number) => {
    const group = [...untold].slice(0, count);
    for (const each of group) untold.delete(each);
    flushSync(() => {
      for (const each of group) each(plain);
    });
    telling = untold.size > 0;
    return telling;
  };
  return {
    now: () => plain,
    join: (each) => {
      all.add(each);
      each(plain);
      return () => {
        all.delete(each);
        untold.delete(each);
      };
    },
    become: (next) => {
      if (next === plain) return;
      plain = next;
      untold = new Set(all);
      if (telling || untold.size === 0) return;
      telling = true;
      void inGroups(tell);
    },
  };
}

export const PlainContext = createContext<Plainness>(makePlainness());

/** Whether a card or wire leaves out what cannot be seen from afar. */
export function usePlain(): boolean {
  const plainness = useContext(PlainContext);
  const [plain, setPlain] = useState(plainness.now);
  useEffect(() => plainness.join(setPlain), [plainness]);
  return plain;
}

/** Makes the cards of a large drawing plain while they are seen from furthest. */
export function usePlainFromAfar(large: boolean): void {
  const api = useStoreApi();
  const plainness = useContext(PlainContext);
  useLayoutEffect(() => {
    const look = () => plainness.become(large && detailOf(api.getState().transform[2]) === 'block');
    look();
    return api.subscribe(look);
  }, [api, plainness, large]);
}
