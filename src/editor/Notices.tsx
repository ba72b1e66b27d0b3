// Where notices appear: short words on what was done, with the way back. Below the bars at the top, so that they cover
// no tab.
import { Notifications } from '@mantine/notifications';
import { useWorkspaces } from '../store/store';

/** Heights of the header and of the row of tabs, in pixels. */
const header = 48;
const tabs = 32;

export function Notices() {
  const several = useWorkspaces((s) => s.open.length > 1);
  return <Notifications position="top-center" limit={4} mt={several ? header + tabs : header} />;
}
