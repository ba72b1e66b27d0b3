// The remedies of a problem, each one click and one step of history.
import { Button, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconWand } from '@tabler/icons-react';
import type { Fix } from '../../graph/problem';
import { applyFix } from '../commands';
import { say } from '../spoken/spoken';

export function FixButtons({
  fixes,
  whole = false,
  onDone,
}: {
  fixes: readonly Fix[] | undefined;
  /** They were found for the whole drawing, not for the level that is shown. */
  whole?: boolean;
  onDone?: () => void;
}) {
  if (!fixes || fixes.length === 0) return null;
  return (
    <Stack gap={4} align="stretch">
      {fixes.map((fix) => (
        <Button
          key={fix.label}
          size="compact-xs"
          variant="light"
          justify="flex-start"
          leftSection={<IconWand size={13} aria-hidden />}
          styles={{
            root: { height: 'auto', minHeight: 26 },
            label: { whiteSpace: 'normal', lineHeight: 1.35, textAlign: 'left', paddingBlock: 3 },
          }}
          onClick={() => {
            const made = applyFix(fix, whole);
            if (made.ok) say(`Done: ${fix.label}.`);
            else
              notifications.show({
                color: 'red',
                title: 'This remedy no longer applies',
                message: made.error.message,
              });
            onDone?.();
          }}
        >
          {fix.label}
        </Button>
      ))}
    </Stack>
  );
}
