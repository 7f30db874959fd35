// SPDX-License-Identifier: Apache-2.0
// What others draw from our JSON, and browsers from our SVG. node plots.mjs DIR [--shots DIR]
// DIR is what the program plot_samples of tests/plots wrote. Bokeh's and Vega-Lite's own packages draw every sample, served
// from loopback; every mark that should be there is counted, and nothing may be complained of or asked for elsewhere.
import { createReadStream, existsSync } from "node:fs";
import { mkdir, readFile, readdir } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Suite, axeSource, equal, holds, openBrowser, withPage } from "./harness.mjs";

const samples = process.argv[2];
if (!samples || !existsSync(samples)) {
  console.error("usage: node plots.mjs DIR [--shots DIR]");
  process.exit(2);
}
const shotsAt = process.argv.indexOf("--shots");
const shots = shotsAt > 0 ? process.argv[shotsAt + 1] : null;
const here = path.dirname(fileURLToPath(import.meta.url));
const packages = path.join(here, "..", "node_modules");
const SCRIPTS = {
  bokeh: ["@bokeh/bokehjs/build/js/bokeh.min.js"],
  vega: ["vega/build/vega.min.js", "vega-lite/build/vega-lite.min.js", "vega-embed/build/vega-embed.min.js"],
};
// How many bars, cells or points the figures of tests/plots/samples.cc make; what is not known makes none.
const MARKS = {
  "tally": 5, "bars": 4, "bars-standing": 9, "bars-stacked": 20, "bars-stacked-standing": 20, "bars-negative": 3,
  "bars-many": 40, "timeline-years": 22, "timeline-months": 50, "timeline-one-year": 11, "matrix": 42,
  "matrix-council": 2550, "twins": 4, "empty": 0, "hostile": 2,
};
// The policy of our own pages (src/site/page.cc), for the SVG that stands in them.
const POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'";

/// `/NAME` is a sample's file, `/npm/…` a package's; `/draw/bokeh`, `/draw/vega` load the scripts; `/page/NAME` is a page of ours.
async function answer(request, response, style) {
  const { pathname } = new URL(request.url, "http://localhost");
  const name = decodeURIComponent(pathname.slice(1));
  const html = (body, headers = {}) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers });
    response.end(`<!doctype html><html lang="en"><title>Plots</title><link rel="icon" href="data:,">${body}</html>`);
  };
  if (name.startsWith("draw/")) {
    const scripts = SCRIPTS[name.slice(5)].map((each) => `<script src="/npm/${each}"></script>`).join("");
    return html(`${scripts}<div id="target"></div>`);
  }
  if (name === "site.css") {
    response.writeHead(200, { "content-type": "text/css" });
    return response.end(style);
  }
  if (name.startsWith("page/")) {
    const picture = await readFile(path.join(samples, `${name.slice(5)}.page.html`), "utf8");
    const head = '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/site.css">';
    return html(`${head}<main class="wrap"><h1>Plot</h1>${picture}</main>`, { "content-security-policy": POLICY });
  }
  const root = name.startsWith("npm/") ? packages : samples;
  const file = path.join(root, name.replace(/^npm\//, ""));
  if (!file.startsWith(root) || !existsSync(file)) {
    response.writeHead(404);
    return response.end();
  }
  const type = { ".js": "text/javascript", ".json": "application/json" }[path.extname(file)] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": type });
  return createReadStream(file).pipe(response);
}

async function bundledStyle() {
  const css = path.join(here, "..", "..", "web", "css");
  const site = await readFile(path.join(css, "site.css"), "utf8");
  const parts = [...site.matchAll(/@import "([^"]+)"/g)].map((each) => readFile(path.join(css, each[1]), "utf8"));
  return (await Promise.all(parts)).join("\n");
}

const style = await bundledStyle();
const server = http.createServer((request, response) => {
  answer(request, response, style).catch((error) => response.destroy(error));
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
process.env.BASE_URL = `http://127.0.0.1:${server.address().port}`;
const base = process.env.BASE_URL;

const suite = new Suite();
const browser = await openBrowser();
const DESK = { viewport: { width: 1200, height: 900 } };
const names = (await readdir(samples)).filter((each) => each.endsWith(".vl.json")).map((each) => each.slice(0, -8)).sort();
const keep = async (page, name) => {
  if (!shots) return;
  await mkdir(shots, { recursive: true });
  await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
};

await suite.test("every sample is one that is counted here", async () => {
  equal(names.join(" "), Object.keys(MARKS).sort().join(" "), "names");
});

for (const name of names) {
  await suite.test(`Vega-Lite draws ${name}`, () =>
    withPage(browser, DESK, async (page) => {
      const warnings = [];
      page.on("console", (message) => {
        if (message.type() === "warning") warnings.push(message.text());
      });
      await page.goto(`${base}/draw/vega`);
      const drawn = await page.evaluate(async (url) => {
        const spec = await (await fetch(url)).json();
        await vegaEmbed("#target", spec, { renderer: "svg", actions: false });
        const count = (kind) => document.querySelectorAll(`#target .mark-${kind}.role-mark > path`).length;
        return { bars: count("rect"), points: count("symbol"), label: document.querySelector("#target svg")?.textContent ?? "" };
      }, `/${name}.vl.json`);
      equal(drawn.bars + drawn.points, MARKS[name], "marks");
      equal(warnings.join(" | "), "", "warnings");
      const { title } = JSON.parse(await readFile(path.join(samples, `${name}.vl.json`), "utf8"));
      holds(drawn.label.includes(title.text.slice(0, 20)), "the title is written");
      await keep(page, `vega-${name}`);
    }));

  await suite.test(`Bokeh draws ${name}`, () =>
    withPage(browser, DESK, async (page) => {
      const warnings = [];
      page.on("console", (message) => {
        if (message.type() === "warning") warnings.push(message.text());
      });
      await page.goto(`${base}/draw/bokeh`);
      const drawn = await page.evaluate(async (url) => {
        const item = await (await fetch(url)).json();
        const views = await Bokeh.embed.embed_item(item, "target");
        const [view] = [...views];
        await view.ready;
        const marks = { count: 0, painted: 0 };
        for (const each of view.model.renderers) {
          if (!["HBar", "VBar", "Rect", "Scatter"].includes(each.glyph.type)) continue;
          marks.count += each.data_source.length ?? 0;
        }
        const exported = view.export("png", false).canvas;
        const { data } = exported.getContext("2d").getImageData(0, 0, exported.width, exported.height);
        for (let at = 0; at < data.length; at += 4) {
          const spread = Math.max(data[at], data[at + 1], data[at + 2]) - Math.min(data[at], data[at + 1], data[at + 2]);
          if (data[at + 3] > 0 && spread > 12) marks.painted += 1;
        }
        return { ...marks, title: document.title };
      }, `/${name}.bokeh.json`);
      equal(drawn.count, MARKS[name], "marks");
      equal(warnings.join(" | "), "", "warnings");
      if (MARKS[name] > 0) holds(drawn.painted > 500, `coloured pixels: ${drawn.painted}`);
      await keep(page, `bokeh-${name}`);
    }));
}

for (const name of names) {
  for (const [width, colorScheme] of [[320, "light"], [320, "dark"], [1200, "light"], [1200, "dark"]]) {
    await suite.test(`a page shows ${name} at ${width} pixels, ${colorScheme}, under its policy`, () =>
      withPage(browser, { viewport: { width, height: 800 }, colorScheme, bypassCSP: false }, async (page) => {
        await page.goto(`${base}/page/${name}`);
        await keep(page, `page-${name}-${width}-${colorScheme}`);
        const seen = await page.evaluate(() => {
          const shown = [...document.querySelectorAll("svg.plot")].filter((each) => each.getBoundingClientRect().width > 0);
          const [picture] = shown;
          const whole = picture.getBoundingClientRect();
          const outside = [...picture.querySelectorAll("text, rect")].filter((each) => {
            if (each.closest("defs")) return false;
            const box = each.getBoundingClientRect();
            return box.left < whole.left - 1 || box.right > whole.right + 1 || box.top < whole.top - 1 || box.bottom > whole.bottom + 1;
          });
          const sizes = [...picture.querySelectorAll("text")].map((each) =>
            Number.parseFloat(getComputedStyle(each).fontSize) * whole.width / picture.viewBox.baseVal.width);
          return { shown: shown.length, scroll: document.documentElement.scrollWidth, outside: outside.map((each) => each.outerHTML.slice(0, 200)),
            smallest: Math.min(...sizes) };
        });
        equal(seen.shown, 1, "pictures shown");
        holds(seen.scroll <= width, `the page does not scroll sideways: ${seen.scroll}`);
        equal(seen.outside.join("\n"), "", "outside of the picture");
        holds(seen.smallest >= 10, `letters are large enough: ${seen.smallest}`);
      }));
  }
}

await suite.test("nothing that axe finds, on a page of any sample", async () => {
  for (const name of names.filter((each) => each !== "matrix-council")) {
    // axe is injected, which the policy would forbid; it does not look at the policy.
    const context = await browser.newContext({ ...DESK, bypassCSP: true });
    try {
      const page = await context.newPage();
      await page.goto(`${base}/page/${name}`);
      await page.evaluate(axeSource);
      const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] }));
      equal(found.violations.map((each) => `${each.id}: ${each.nodes[0].html.slice(0, 160)}`).join("\n"), "", name);
    } finally {
      await context.close();
    }
  }
});

await browser.close();
server.close();
process.exit(suite.finish());
