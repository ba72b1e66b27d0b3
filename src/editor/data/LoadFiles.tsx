// The way in for a user's own images: a file chooser, and a place to drop files.
import { Button, FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { useStore } from '../../store/store';
import classes from './DataPanel.module.css';

const load = (files: readonly File[]): void => {
  if (files.length > 0) void useStore.getState().loadDataFiles(files);
};

export function LoadFiles({ disabled }: { disabled: boolean }) {
  // Without the reset a second choice of the same files would change nothing and hence not be reported.
  const reset = useRef<() => void>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    setOver(false);
    const files = [...event.dataTransfer.files];
    // A drawing is not for this place: the page's own drop area, further out, opens it.
    if (files.some(({ name }) => name.toLowerCase().endsWith('.json'))) return;
    event.preventDefault();
    if (!disabled) load(files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button inside does the same by keyboard.
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileButton
        multiple
        resetRef={reset}
        disabled={disabled}
        onChange={(files) => {
          load(files);
          reset.current?.();
        }}
      >
        {(props) => (
          <Button
            {...props}
            data-choose-files
            size="xs"
            variant="default"
            fullWidth
            disabled={disabled}
            leftSection={<IconUpload size={14} aria-hidden />}
          >
            Load your own files…
          </Button>
        )}
      </FileButton>
      <p>
        Choose together, or drop here: the four MNIST-style IDX files (training and test, images and labels;
        plain or .gz), or CIFAR-10’s binary files (data_batch_*.bin, test_batch.bin). They stay in this
        browser.
      </p>
    </div>
  );
}
