// What an empty canvas says: how to begin, and networks to begin from.
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { templates } from '../../store/templates';
import { addLayer } from '../commands';
import { openTemplate } from '../files/fileActions';
import styles from './Canvas.module.css';

export function EmptyCanvas() {
  return (
    <div className={styles.empty}>
      <div className={styles.emptyBox}>
        <h2>Draw a network</h2>
        <p>
          Add layers from the palette, then drag a wire from an output on the right to an input on the left.
        </p>
        <Button
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => addLayer('input', { middle: { x: 0, y: 0 } })}
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
                <span>{template.description}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
