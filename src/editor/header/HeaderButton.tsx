// A button of the header that leads to a dialog: a sign and a word, of which a narrow window keeps the sign.
import { Button, Tooltip } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import styles from './Header.module.css';

interface HeaderButtonProps {
  readonly icon: Icon;
  readonly label: string;
  readonly hint: string;
  readonly onClick: () => void;
  /** Whoever points at the button is about to press it. */
  readonly onPointerEnter?: () => void;
}

export const HeaderButton = ({ icon: Sign, label, hint, ...on }: HeaderButtonProps) => (
  <Tooltip label={hint}>
    <Button
      className={styles.brief ?? ''}
      size="compact-sm"
      variant="subtle"
      color="gray"
      leftSection={<Sign size={15} stroke={1.8} aria-hidden />}
      {...on}
    >
      {label}
    </Button>
  </Tooltip>
);
