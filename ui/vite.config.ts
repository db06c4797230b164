// Builds the window's page into ui/dist, made for a strict content security policy: no inline
// script or style, no data: URL, every stylesheet a file.

import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

/** The gallery of the kit is for looking at while building; it never ships. */
function pages(mode: string): Record<string, string> {
  return mode === "gallery" ? { gallery: "gallery.html" } : { main: "index.html" };
}

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  clearScreen: false,
  server: { port: 1420, strictPort: true, host: "127.0.0.1" },
  // Vitest would otherwise pick Svelte's server build.
  resolve: process.env["VITEST"] ? { conditions: ["browser"] } : {},
  build: {
    outDir: mode === "gallery" ? "dist-gallery" : "dist",
    emptyOutDir: true,
    target: "safari18",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    rolldownOptions: { input: pages(mode) },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts", "lint/**/*.test.ts"],
    setupFiles: ["src/test/setup.ts"],
    restoreMocks: true,
    // A form typed key by key takes seconds on a busy machine; no test measures time.
    testTimeout: 30_000,
    // Stylesheets come empty into tests, but for the one whose contrasts are computed.
    css: { include: [/tokens\.css/] },
    // A failed query would otherwise print the whole page.
    env: { DEBUG_PRINT_LIMIT: "0" },
  },
}));
