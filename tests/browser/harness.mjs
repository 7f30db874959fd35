// SPDX-License-Identifier: Apache-2.0
// A browser, tests one after the other with a line each, and waiting for what is so instead of for time to pass.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
export const axeSource = require("axe-core").source;

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required", "--mute-audio"];

export function openBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
}

export class Suite {
  constructor() {
    this.passed = 0;
    this.failed = 0;
    this.skipped = 0;
  }

  async test(name, body) {
    const number = this.passed + this.failed + this.skipped + 1;
    try {
      await body();
      this.passed += 1;
      console.log(`ok ${number} - ${name}`);
    } catch (error) {
      if (error instanceof Skip) {
        this.skipped += 1;
        console.log(`ok ${number} - ${name} # SKIP ${error.message}`);
        return;
      }
      this.failed += 1;
      console.log(`not ok ${number} - ${name}`);
      console.log(String(error.stack ?? error).replace(/^/gm, "  # "));
    }
  }

  finish() {
    console.log(`1..${this.passed + this.failed + this.skipped}`);
    console.log(`${this.passed} passed, ${this.failed} failed${this.skipped > 0 ? `, ${this.skipped} skipped` : ""}`);
    return this.failed > 0 ? 1 : 0;
  }
}

export class Skip extends Error {}

export function equal(actual, expected, what) {
  if (actual !== expected) throw new Error(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
}

export function near(actual, expected, tolerance, what) {
  if (!(Math.abs(actual - expected) <= tolerance)) throw new Error(`${what}: expected ${expected} ± ${tolerance}, got ${actual}`);
}

export function holds(condition, what) {
  if (!condition) throw new Error(what);
}

/// Runs `body` with a page of its own; whatever the page complains of fails the test.
export async function withPage(browser, options, body) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== new URL(process.env.BASE_URL).origin) {
      complaints.push(`asked elsewhere: ${url.href}`);
    }
  });
  try {
    await body(page);
    if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join(" | ")}`);
  } finally {
    await context.close();
  }
}

/// The recording: where it stands, and whether it does.
export function recording(page) {
  return page.evaluate(() => {
    const media = document.querySelector("video, audio");
    return { time: media.currentTime, paused: media.paused, ready: media.readyState };
  });
}

export async function standsAt(page, seconds) {
  await page.waitForFunction((wanted) => {
    const media = document.querySelector("video, audio");
    return media.readyState >= 2 && !media.seeking && Math.abs(media.currentTime - wanted) < 0.6;
  }, seconds, { timeout: 20000 });
  equal((await recording(page)).paused, true, "paused");
}
