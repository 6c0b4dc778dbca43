import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

/** Chromium 86 and newer: what 360, WPS and UOS bring. Nothing is inlined, for the pages allow no inline script or style. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [vue()],
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    target: 'chrome86',
    cssTarget: 'chrome86',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: { include: ['src/**/*.spec.ts'], environment: 'node' },
});
