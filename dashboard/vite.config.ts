/** Builds the page that the agent serves. */
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  build: { outDir: '../dist/dashboard', emptyOutDir: true, target: 'es2022', sourcemap: true },
  logLevel: 'warn',
});
