import { defineConfig } from "vitest/config";

export default defineConfig({
  // Relative addresses: the page works wherever the server puts it.
  base: "./",
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ["add.html", "edit.html", "index.html", "review.html", "sparql.html"] },
  },
  server: {
    proxy: {
      "/api": "http://127.0.0.1:8000",
      "^/sparql(/examples)?$": "http://127.0.0.1:8000",
    },
  },
  test: {
    environment: "happy-dom",
    // One page for all files: making it anew for each took most of the time.
    isolate: false,
    setupFiles: "src/testing/tidy.ts",
    include: ["src/**/*.test.{ts,tsx}"],
  },
});
