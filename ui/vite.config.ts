import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

import desktop from "../src-tauri/tauri.conf.json" with { type: "json" };

/** What the app's own window enforces, so that the built page meets it in a browser too. */
const CONTENT_SECURITY_POLICY = Object.entries(desktop.app.security.csp)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join("; ");

export default defineConfig({
  plugins: [svelte()],
  // Loaded from the app's bundle, not from a server's root.
  base: "./",
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  preview: { headers: { "Content-Security-Policy": CONTENT_SECURITY_POLICY } },
  build: {
    outDir: "dist",
    // The oldest WebKit that macOS 13 runs.
    target: "safari16",
    // Inlined assets and the preload polyfill would be inline code, which the policy forbids.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // Under vitest, Svelte's own client build must be chosen rather than its server one.
  resolve: process.env.VITEST ? { conditions: ["browser"] } : {},
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["./test/setup.ts"],
    restoreMocks: true,
  },
});
