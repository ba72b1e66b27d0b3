// Assembles the house: brings back the work of last time, then shows the editor and keeps what is done in it.
// In layers: our own styles lie in none and so win, in whatever order parts of the page are fetched.
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@fontsource-variable/inter';
import './editor/theme.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './editor/App';
import { colourSchemeManager } from './editor/colourScheme';
import { ErrorBoundary } from './editor/ErrorBoundary';
import { keepEarlyDrops } from './editor/files/earlyDrops';
import { keepEarlyKeys } from './editor/keyboard/earlyKeys';
import { later } from './editor/later';
import { theme } from './editor/theme';
import { isolatePage } from './offline/isolatePage';
import { restore, startAutosave } from './store/autosave';

// What is said before it is there is shown when it is.
const Notices = later(() => import('./editor/Notices').then((module) => module.Notices));

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no element #root');

keepEarlyKeys();
keepEarlyDrops();
await isolatePage();
await restore();
startAutosave();

createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colourSchemeManager}>
      <Notices />
      <ErrorBoundary>
        <App />
      </ErrorBoundary>
    </MantineProvider>
  </StrictMode>,
);
