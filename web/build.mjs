// SPDX-License-Identifier: Apache-2.0
// node build.mjs DIR: bundles src/app.ts and css/site.css into DIR/app.js and DIR/site.css.
import { fileURLToPath } from "node:url";
import path from "node:path";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const outdir = path.resolve(process.argv[2] ?? path.join(here, "dist"));

await build({
  absWorkingDir: here,
  entryPoints: { app: "src/app.ts", site: "css/site.css" },
  outdir,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2020", "chrome90", "firefox90", "safari14.1"],
  legalComments: "none",
  logLevel: "warning",
});
