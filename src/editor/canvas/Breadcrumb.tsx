// Where one is: the drawing and the instances of modules on the way to what is shown, each a step back to it.
import { IconChevronRight, IconClock, IconComponents } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useLevel } from '../../store/derive';
import { levelOf } from '../../store/level';
import { useStore } from '../../store/store';
import { countInstances } from '../modules/countInstances';
import { goUp, openInstance } from '../modules/moduleCommands';
import styles from './Breadcrumb.module.css';
import { focusCardSoon } from './useView';

export function Breadcrumb() {
  const path = useStore((s) => s.path);
  const title = useStore((s) => s.document.title);
  const graph = useStore((s) => s.document.graph);
  const { inside } = useLevel();
  if (path.length === 0 || !inside) return null;
  const up = (depth: number) => {
    const left = path[depth];
    if (goUp(depth) && left !== undefined) focusCardSoon(left);
  };
  const count = countInstances(graph, inside.module.name);
  return (
    <div className={styles.bar}>
      <nav aria-label="Way to what is shown" className={styles.way}>
        <button type="button" className={styles.step} onClick={() => up(0)}>
          {title || 'Drawing'}
        </button>
        {path.map((id, depth) => (
          <Fragment key={path.slice(0, depth + 1).join('/')}>
            <IconChevronRight size={13} className={styles.arrow} aria-hidden />
            {depth === path.length - 1 ? (
              <span className={styles.here} aria-current="location">
                {id}
              </span>
            ) : (
              <button type="button" className={styles.step} onClick={() => up(depth + 1)}>
                {id}
              </button>
            )}
          </Fragment>
        ))}
      </nav>
      <p className={styles.note} role="status">
        <IconComponents size={13} aria-hidden />
        {count === 1
          ? `Editing module ${inside.module.name}: this is its one instance`
          : `Editing module ${inside.module.name}: changes every instance (${count})`}
      </p>
      <Waiting />
    </div>
  );
}

/**
 * Why nothing here has a shape: a node before an instance on the way has none. An edit of the definition can be the
 * cause, when another instance of it stands upstream.
 */
function Waiting() {
  const path = useStore((s) => s.path);
  const document = useStore((s) => s.document);
  for (const [depth, id] of path.entries()) {
    const before = path.slice(0, depth);
    const state = levelOf({ document, path: before }).shapes.get(id);
    if (state?.state !== 'waiting') continue;
    const { on } = state;
    const show = () => {
      useStore.getState().goTo(before, on);
      openInstance(on);
    };
    return (
      <p className={styles.note} role="status">
        <IconClock size={13} aria-hidden />
        {`${id} waits for`}
        <button type="button" className={styles.step} onClick={show}>
          {on}
        </button>
        {'where something does not fit'}
      </p>
    );
  }
  return null;
}
