/** The tests that need a real browser: layout, colours, the content security policy. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/browser/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
