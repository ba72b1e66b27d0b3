// The picture as it would be saved now, for the preview and for what is done with it.
import { useEffect, useMemo, useState } from 'react';
import { directionOf } from '../../graph/document';
import { designSvg, type Picture } from '../../interchange/picture/designSvg';
import { useStore } from '../../store/store';
import type { Choice } from './choice';
import { embeddedFont } from './embeddedFont';
import { hasModules, type Part, type Subject, subjectOf, unfoldedSubject } from './subject';

/** Round the drawing, in pixels: a figure's place in a paper has margins of its own. */
const margin = 8;

export interface Figure {
  /** Undefined while it is being made. */
  readonly picture: Picture | undefined;
  /** Why it could not be made, as a sentence. */
  readonly failed: string | undefined;
  /** There are modules that could be unfolded. */
  readonly modules: boolean;
}

export function useFigure(choice: Choice, part: Part): Figure {
  const { subject, failed, modules } = useSubject(choice, part);
  const styleSheet = useFont();
  const document = useStore((s) => s.document);
  const picture = useMemo(() => {
    if (!subject || styleSheet === undefined) return undefined;
    const { colours, detail, transparent, titled } = choice;
    return designSvg(subject.drawing, subject.shapes, {
      theme: colours === 'dark' ? 'dark' : 'light',
      grey: colours === 'grey',
      detail,
      transparent,
      direction: directionOf(document),
      label: document.title,
      margin,
      ...(titled ? { title: document.title } : {}),
      ...(styleSheet === '' ? {} : { styleSheet }),
    });
  }, [subject, styleSheet, choice, document]);
  return { picture, failed, modules };
}

/** The style sheet once it is there. */
function useFont(): string | undefined {
  const [font, setFont] = useState<string>();
  useEffect(() => {
    void embeddedFont().then(setFont);
  }, []);
  return font;
}

interface Unfolded {
  readonly of: object;
  readonly subject?: Subject;
  readonly failed?: string;
}

function useSubject({ unfolded }: Choice, part: Part) {
  const document = useStore((s) => s.document);
  const path = useStore((s) => s.path);
  const selectedNodes = useStore((s) => s.selectedNodes);
  const selectedAnnotations = useStore((s) => s.selectedAnnotations);
  const folded = useMemo(
    () => subjectOf({ document, path, selectedNodes, selectedAnnotations }, part),
    [document, path, selectedNodes, selectedAnnotations, part],
  );
  const modules = part === 'whole' && hasModules(document.graph);
  const wanted = modules && unfolded;
  const [found, setFound] = useState<Unfolded>();
  useEffect(() => {
    if (!wanted) return;
    const control = new AbortController();
    unfoldedSubject(document, control.signal).then(
      (subject) => setFound({ of: document, subject }),
      () => control.signal.aborted || setFound({ of: document, failed: notArranged }),
    );
    return () => control.abort(new Error('closed'));
  }, [document, wanted]);
  if (!wanted) return { subject: folded, failed: undefined, modules };
  const mine = found?.of === document ? found : undefined;
  return { subject: mine?.subject, failed: mine?.failed, modules };
}

const notArranged =
  'The program that finds places for what is in the modules could not be loaded or failed. Draw them folded, or reload the page and try again.';
