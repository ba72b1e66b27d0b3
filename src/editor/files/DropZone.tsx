// Files dropped anywhere on the page: each .json is a drawing, anything else is taken for images.
import { Text } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { atDocument } from '../../graph/problem';
import { busyNow } from '../../store/busy';
import { useStore } from '../../store/store';
import { announceProblem } from '../problems/announce';
import { carriesFiles, takeEarlyDrops } from './earlyDrops';
import { openFiles } from './fileActions';
import styles from './files.module.css';

export function DropZone() {
  const over = useFileDrop();
  if (!over) return null;
  return (
    <div className={styles.drop} aria-hidden>
      <div className={styles.dropBox}>
        <IconFileDownload size={28} stroke={1.5} />
        <Text fw={600}>Drop to open</Text>
        <Text size="sm" c="dimmed">
          Drawings (.json), or images: IDX files as of MNIST (plain or .gz), or CIFAR-10 .bin files
        </Text>
      </div>
    </div>
  );
}

function useFileDrop(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      // A drop area of its own, such as that of the data panel, has taken the files already.
      if (!carriesFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      void takeFiles([...(event.dataTransfer?.files ?? [])]);
    };
    void takeFiles(takeEarlyDrops());
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
  return over;
}

const isDrawing = (file: File): boolean => file.name.toLowerCase().endsWith('.json');

async function takeFiles(files: readonly File[]): Promise<void> {
  await openFiles(files.filter(isDrawing));
  // Images go to the drawing that was opened with them.
  takeImages(files.filter((file) => !isDrawing(file)));
}

function takeImages(files: readonly File[]): void {
  if (files.length === 0) return;
  const { loadDataFiles, setView } = useStore.getState();
  if (busyNow()) {
    const message =
      'A run is on, and its data is fixed: stop it first, or drop the files again when it is done.';
    announceProblem('Files not taken', { code: 'no-data', at: atDocument, message });
    return;
  }
  setView({ sidePanel: 'data', sideOpen: true });
  void loadDataFiles(files);
}
