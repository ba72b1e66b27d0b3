// The button that starts training, alone or together. Where something is in the way it says how much, and opens what is
// missing below it.
import { Badge, Button, Loader, Popover } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPlayFilled } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useStore } from '../../store/store';

interface Props {
  readonly word: string;
  /** Its name where the word alone does not tell. */
  readonly name: string | undefined;
  /** How many things are in the way. */
  readonly problems: number;
  /** The images are being loaded. */
  readonly loading: boolean;
  readonly opened: boolean;
  readonly onPress: () => void;
  readonly onClose: () => void;
  /** Pixels. */
  readonly width: number;
  /** What is missing. */
  readonly children: ReactNode;
}

export function StartButton(props: Props) {
  const { word, name, problems, loading, opened, onPress, onClose, width, children } = props;
  useLedAway(onClose);
  const blocked = problems > 0;
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && onClose()}
      position="bottom-end"
      width={width}
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <Button
          data-begin
          size="xs"
          color={blocked ? 'gray' : undefined}
          variant={blocked ? 'default' : 'filled'}
          leftSection={
            loading ? (
              <Loader size={12} color="gray" aria-label="Loading the images" />
            ) : (
              <IconPlayerPlayFilled size={14} aria-hidden />
            )
          }
          rightSection={blocked ? <MissingBadge count={problems} /> : undefined}
          aria-label={name}
          disabled={loading && !blocked}
          aria-haspopup={blocked ? 'dialog' : undefined}
          onClick={onPress}
        >
          {/* The space, which is not seen, parts the words of its name. */}
          {`${word} `}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={12} role="dialog" aria-label="What is missing before training">
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}

/** “Go there” brings a node into sight, which the popover would hide and whose keyboard focus it would hold. */
function useLedAway(close: () => void): void {
  const focused = useStore((s) => s.focus?.nonce);
  const seen = useRef(focused);
  useEffect(() => {
    if (seen.current === focused) return;
    seen.current = focused;
    close();
  }, [focused, close]);
}

const MissingBadge = ({ count }: { count: number }) => (
  <Badge
    size="sm"
    color="red"
    variant="light"
    px={5}
    leftSection={<IconAlertTriangle size={11} aria-hidden />}
  >
    {count}
  </Badge>
);
