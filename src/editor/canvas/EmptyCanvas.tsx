// What an empty canvas says: how to begin, and networks to begin from.
import { Button } from '@mantine/core';
import { IconLayoutGrid, IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useStore } from '../../store/store';
import { loadTemplate, type Template } from '../../store/templates';
import { openTemplate } from '../files/fileActions';
import { showDialog } from '../overlays';
import { addFromPalette } from '../palette/addFromPalette';
import styles from './Canvas.module.css';
import { focusCardSoon } from './useView';

export function EmptyCanvas() {
  const templates = useBeginnings();
  return (
    <div className={styles.empty}>
      <div className={styles.emptyBox}>
        <h2>Draw a network</h2>
        <p>
          Add layers from the palette, then drag a wire from an output on the right to an input on the left.
        </p>
        <Button
          size="xs"
          data-begin
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={beginWithInput}
        >
          Add an input
        </Button>
        <h3>Or start from a template</h3>
        <ul className={styles.templates}>
          {templates.map((template) => (
            <li key={template.id}>
              <button
                type="button"
                className={styles.template}
                title={template.description}
                onClick={() => openTemplate(template)}
              >
                <strong>{template.title}</strong>
                <span>{template.document.about?.idea ?? template.description}</span>
              </button>
            </li>
          ))}
          <li>
            <Button
              size="xs"
              variant="default"
              fullWidth
              leftSection={<IconLayoutGrid size={14} aria-hidden />}
              onClick={() => showDialog({ type: 'gallery' })}
            >
              All templates…
            </Button>
          </li>
        </ul>
      </div>
    </div>
  );
}

/** Its card has the focus then, so that Tab draws on. */
function beginWithInput(): void {
  addFromPalette('input');
  const [added] = useStore.getState().selectedNodes;
  if (added !== undefined) focusCardSoon(added);
}

/** A few that train at once; the gallery has the others. */
const beginnings = ['lenet-5', 'mini-inception', 'small-residual'];

function useBeginnings(): readonly Template[] {
  const [loaded, setLoaded] = useState<readonly Template[]>([]);
  useEffect(() => {
    let here = true;
    void Promise.allSettled(beginnings.map(loadTemplate)).then((results) => {
      if (here) setLoaded(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
    });
    return () => {
      here = false;
    };
  }, []);
  return loaded;
}
