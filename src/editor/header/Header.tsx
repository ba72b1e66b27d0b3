// The bar at the top: the file, the gallery, history, the title, problems, and the way to train.
import { useWorkspaces } from '../../store/store';
import { TrainButton } from '../run/TrainButton';
import { NewTabButton } from '../tabs/NewTabButton';
import { CompareButton } from './CompareButton';
import { FileMenu } from './FileMenu';
import { GalleryButton } from './GalleryButton';
import styles from './Header.module.css';
import { HelpMenu } from './HelpMenu';
import { HistoryButtons } from './HistoryButtons';
import { Logo } from './Logo';
import { ProblemsButton } from './ProblemsButton';
import { RunsButton } from './RunsButton';
import { SearchButton } from './SearchButton';
import { ThemeToggle } from './ThemeToggle';
import { TitleField } from './TitleField';

export function Header() {
  const shown = useWorkspaces((s) => s.active);
  const one = useWorkspaces((s) => s.open.length === 1);
  return (
    <header className={styles.header}>
      <Logo />
      <FileMenu />
      <GalleryButton />
      <CompareButton />
      <RunsButton />
      <HistoryButtons />
      <TitleField key={`title ${shown}`}>{one && <NewTabButton />}</TitleField>
      <div className={styles.end}>
        <SearchButton />
        <ProblemsButton />
        <HelpMenu />
        <ThemeToggle />
        <TrainButton key={`train ${shown}`} />
      </div>
    </header>
  );
}
