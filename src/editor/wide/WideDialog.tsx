// The frame of the dialogs that list much and show the chosen one beside the list: nearly as large as the window, with a
// head that stays.
import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { classNames } from '../classNames';
import { closeDialog } from '../overlays';
import styles from './wide.module.css';

interface Props {
  readonly opened: boolean;
  /** Pixels, where the window has as many; in a very large one a part of it. */
  readonly width: number;
  readonly height: number;
  readonly children: ReactNode;
}

export function WideDialog({ opened, width, height, children }: Props) {
  return (
    <Modal.Root
      opened={opened}
      onClose={closeDialog}
      size={`min(max(${width}px, 60vw), 100vw - 32px)`}
      centered
      xOffset={16}
      yOffset={16}
      classNames={{ content: styles.content ?? '' }}
      styles={{ content: { height: `min(max(${height}px, 70dvh), 100dvh - 40px)` } }}
    >
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content radius="md">{children}</Modal.Content>
    </Modal.Root>
  );
}

interface HeadProps {
  readonly title: string;
  /** The name of the button that closes the dialog. */
  readonly close: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function WideHead({ title, close, className, children }: HeadProps) {
  return (
    <div className={classNames(styles.head, className)}>
      <Modal.Title className={styles.title}>{title}</Modal.Title>
      {children}
      <Modal.CloseButton aria-label={close} />
    </div>
  );
}

/** How many are listed, in the head. */
export const HeadCount = ({ children }: { children: ReactNode }) => (
  <span className={styles.count} role="status">
    {children}
  </span>
);
