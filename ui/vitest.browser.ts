/** The tests that need a real browser: layout, colours, the content security policy. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/browser/*.test.ts"],
    // One browser at a time: what is measured is the popover, not the others.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
