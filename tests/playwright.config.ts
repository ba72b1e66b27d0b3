// The journeys: acts as a person would through the built app, four at a time, for each waits at times.
import { defineConfig } from '@playwright/test';
import { chromiumPath } from './chromium.mjs';

const port = Number(process.env.PORT ?? 4187);

export default defineConfig({
  testDir: './journeys',
  outputDir: '../test-results',
  snapshotPathTemplate: '{testDir}/../pictures/reference/{arg}{ext}',
  workers: 4,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  use: {
    baseURL: `http://localhost:${port}`,
    // The canvas then jumps where it would glide, and nothing is clicked while it moves.
    contextOptions: { reducedMotion: 'reduce' },
    // What is kept for working offline would be fetched anew in every journey; offline.spec.ts lets it.
    serviceWorkers: 'block',
    // The tour is offered at a first visit, which every journey is; tour.spec.ts takes it.
    storageState: {
      cookies: [],
      origins: [
        { origin: `http://localhost:${port}`, localStorage: [{ name: 'convas-tour', value: 'yes' }] },
      ],
    },
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: chromiumPath(), args: ['--no-sandbox'] },
    actionTimeout: 15_000,
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: `npx vite preview --port ${port} --strictPort`,
    cwd: '..',
    url: `http://localhost:${port}`,
    reuseExistingServer: false,
    stdout: 'ignore',
  },
});
