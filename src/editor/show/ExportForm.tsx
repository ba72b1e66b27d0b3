// The form of an exported picture beside a preview that is the picture itself. Enter saves.
import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useStore } from '../../store/store';
import { stemOf } from '../files/saveTarget';
import { closeDialog } from '../overlays';
import { type Choice, lastChoice, rememberChoice } from './choice';
import styles from './Export.module.css';
import { ExportOptions } from './ExportOptions';
import { copyPicture, savePicture } from './output';
import { Preview } from './Preview';
import { pixelsOf } from './pngOf';
import { type Part, partsOf } from './subject';
import { useFigure } from './useFigure';
import { writeSize } from './writeSize';

export function ExportForm() {
  const title = useStore((s) => s.document.title);
  const [choice, setChoice] = useState(lastChoice);
  const [part, setPart] = useState<Part>(() => partsOf(useStore.getState())[0] ?? 'whole');
  const [name, setName] = useState(() => stemOf(title));
  const [busy, setBusy] = useState(false);
  const { picture, failed, modules } = useFigure(choice, part);
  const save = useRef<HTMLButtonElement>(null);
  const drawn = picture !== undefined;
  // The form comes after the dialog, which would else have given the focus to its cross.
  useEffect(() => {
    if (drawn && (document.activeElement?.closest('form') ?? null) === null) save.current?.focus();
  }, [drawn]);
  const change = (changed: Partial<Choice>) => {
    const next = { ...choice, ...changed };
    setChoice(next);
    rememberChoice(next);
  };
  const pixels = picture && choice.format === 'png' ? pixelsOf(picture, choice.scale) : undefined;
  const reason = failed ?? (pixels && !pixels.ok ? pixels.error : undefined);
  const ready = picture !== undefined && reason === undefined && !busy;
  const run = async (act: () => Promise<boolean>, closes: boolean) => {
    setBusy(true);
    const done = await act();
    setBusy(false);
    if (done && closes) closeDialog();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (picture && ready) void run(() => savePicture(picture, choice, stemOf(name), title), true);
      }}
    >
      <Preview picture={picture} choice={choice} failed={failed} />
      <div className={styles.side}>
        <ExportOptions choice={choice} part={part} modules={modules} onChange={change} onPart={setPart} />
        <TextInput
          size="xs"
          label="File name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          rightSectionWidth={44}
          rightSection={<span className={styles.ending}>.{choice.format}</span>}
        />
        <p className={styles.size} data-reason={reason !== undefined} role="status">
          {reason ?? (picture ? writeSize(picture, choice) : 'Drawing …')}
        </p>
        <div className={styles.buttons}>
          {choice.format !== 'pdf' && (
            <Button
              variant="default"
              size="sm"
              disabled={!ready}
              onClick={() => picture && void run(() => copyPicture(picture, choice), false)}
            >
              Copy as {choice.format.toUpperCase()}
            </Button>
          )}
          <Button type="submit" size="sm" disabled={!ready} loading={busy} ref={save}>
            Save {choice.format.toUpperCase()}
          </Button>
        </div>
      </div>
    </form>
  );
}
