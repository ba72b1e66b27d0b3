// Why what was typed into a form is not applied. A form says it at one place of its own, which is always there: were
// the reason to open under its control, the controls below would move between a press of the pointer and its release.
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

interface Refused {
  readonly field: string;
  readonly text: string;
}

/** Tells the form why a field's draft is refused, or with no text that the field is well again. */
export type TellRefusal = (field: string, text: string | undefined) => void;

const Told = createContext<Refused | undefined>(undefined);
const Tell = createContext<TellRefusal>(() => {});

/** A form whose fields can refuse; the last refusal stays until its field is mended or another one refuses. */
export function RefusalScope({ children }: { children: ReactNode }) {
  const [refused, setRefused] = useState<Refused>();
  const tell = useMemo<TellRefusal>(
    () => (field, text) =>
      setRefused((before) =>
        text === undefined ? (before?.field === field ? undefined : before) : { field, text },
      ),
    [],
  );
  return (
    <Tell value={tell}>
      <Told value={refused}>{children}</Told>
    </Tell>
  );
}

export const useTellRefusal = (): TellRefusal => useContext(Tell);
export const useRefusal = (): string | undefined => useContext(Told)?.text;
