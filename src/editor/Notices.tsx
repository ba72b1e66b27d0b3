// Where notices appear: short words on what was done, with the way back.
import { Notifications } from '@mantine/notifications';

export const Notices = () => <Notifications position="top-center" limit={4} mt={48} />;
