import { defineConfig } from "vitest/config";

export default defineConfig({
  // Relative addresses: the page works wherever the server puts it.
  base: "./",
  logLevel: "warn",
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    // Kilobytes of the editor for SPARQL, which only its own page loads.
    chunkSizeWarningLimit: 1_200,
    rolldownOptions: {
      input: ["add.html", "edit.html", "index.html", "review.html", "sparql.html"],
      // How long plugins take says more of the machine than of the build.
      checks: { bundlerTimings: false },
      // That editor has an eval, which is never called: the pages' policy forbids it.
      onLog: (level, log, tell) => {
        if (log.code !== "EVAL" || !log.id?.includes("/@zazuko/")) tell(level, log);
      },
    },
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
