// SPDX-License-Identifier: Apache-2.0
// The site in a real browser. BASE_URL=http://127.0.0.1:PORT node run.mjs [--shots DIR]
// BASE_URL is a running `dais serve` of the sample town; with --shots every page is photographed at three widths, light
// and dark, into DIR. CHROMIUM names another browser than /usr/bin/chromium.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { Skip, Suite, axeSource, equal, holds, near, openBrowser, recording, standsAt, withPage } from "./harness.mjs";
import { everyPage, findMoment, repeatedWord } from "./town.mjs";

const base = process.env.BASE_URL;
if (!base) {
  console.error("BASE_URL names no server");
  process.exit(2);
}
const shotsAt = process.argv.indexOf("--shots");
const shots = shotsAt > 0 ? process.argv[shotsAt + 1] : null;

const suite = new Suite();
const browser = await openBrowser();
const DESK = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true };
let moment = null;

const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute("href") ?? document.activeElement?.id ?? "");
const address = (page) => new URL(page.url());
/// The sentence that holds the words of the moment, and its second.
const sentenceOf = (page) =>
  page.evaluate(() => {
    const marked = document.querySelector(".transcript .here");
    return marked ? { id: marked.id, start: Number.parseFloat(marked.id.slice(1)), text: marked.textContent } : null;
  });

await suite.test("the archive keeps a recording with a transcript to test on", async () => {
  moment = await findMoment();
});
if (!moment) process.exit(suite.finish());
const meeting = `${base}/events/${moment.event}`;
const second = Math.floor(moment.hit.start_seconds);

await suite.test("search, hit, and the video stands at the second, paused", () =>
  withPage(browser, DESK, async (page) => {
    await page.goto(base);
    await page.fill("#q", `"${moment.phrase}"`);
    await page.click(".hero button");
    await page.waitForSelector(".hits");
    holds((await page.textContent(".understood")).includes("passage"), "says what was searched");
    await page.click(".hits h2 a");
    await page.waitForURL(/\/events\//);
    await standsAt(page, second);
    const here = await sentenceOf(page);
    holds(here !== null, "the sentence is marked");
    near(here.start, moment.hit.start_seconds, 1, "the marked sentence's second");
    holds(await page.locator(".transcript mark").count() > 0, "the words are marked");
  }));

await suite.test("the transcript follows playback, and lets go when the reader scrolls", () =>
  withPage(browser, DESK, async (page) => {
    await page.goto(`${meeting}?s=0&t=${second}`);
    await standsAt(page, second);
    await page.evaluate(() => document.querySelector("video").play());
    const first = await page.waitForFunction(() => document.querySelector(".transcript .now")?.id);
    const firstId = await first.jsonValue();
    await page.waitForFunction((id) => (document.querySelector(".transcript .now")?.id ?? id) !== id, firstId, { timeout: 30000 });
    await page.waitForFunction(() => {
      const { top, bottom } = document.querySelector(".transcript .now").getBoundingClientRect();
      return top > 0 && bottom < innerHeight;
    });
    const late = await page.evaluate(() =>
      document.querySelector("video").currentTime - Number.parseFloat(document.querySelector(".transcript .now").id.slice(1)));
    holds(late > -0.3, `the sentence has begun: ${late} s`);
    await page.mouse.move(900, 500);
    await page.mouse.wheel(0, -1200);
    await page.waitForFunction(() => document.querySelector("[data-follow]").getAttribute("aria-pressed") === "false");
    await page.click("[data-follow]");
    equal(await page.getAttribute("[data-follow]", "aria-pressed"), "true", "following again");
    await page.evaluate(() => document.querySelector("video").pause());
  }));

await suite.test("a click on a word seeks to it, and the address follows", () =>
  withPage(browser, DESK, async (page) => {
    await page.goto(meeting);
    const target = page.locator(".transcript p > span").nth(6);
    await target.scrollIntoViewIfNeeded();
    const start = Number.parseFloat((await target.getAttribute("id")).slice(1));
    const word = await target.evaluate((element) => {
      const range = document.createRange();
      const text = [...element.childNodes].find((node) => node.nodeType === Node.TEXT_NODE);
      const middle = text.data.indexOf(" ", Math.floor(text.data.length / 2)) + 1;
      range.setStart(text, middle);
      range.setEnd(text, middle + 1);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
    await page.mouse.click(word.x, word.y);
    await page.waitForFunction((from) => document.querySelector("video").currentTime > from, start);
    const { time, paused } = await recording(page);
    equal(paused, true, "paused");
    holds(time > start + 0.05 && time < start + 12, `within the sentence: ${time} after ${start}`);
    await page.waitForFunction(() => new URL(location.href).searchParams.get("t") !== null);
    near(Number(address(page).searchParams.get("t")), time, 0.2, "the address's second");
    equal(address(page).searchParams.get("s"), "0", "the address's recording");
  }));

await suite.test("the link to copy leads to the second", () =>
  withPage(browser, { ...DESK, permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    await page.goto(`${meeting}?s=0&t=${second}&q=the`);
    await standsAt(page, second);
    await page.click("[data-share]");
    await page.waitForSelector("[data-share].done");
    const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    equal(copied.pathname, `/events/${moment.event}`, "path");
    near(Number(copied.searchParams.get("t")), second, 0.6, "second");
    equal(copied.searchParams.get("q"), null, "no search in it");
  }));

await suite.test("the keyboard alone searches, walks hits, opens one and plays", () =>
  withPage(browser, DESK, async (page) => {
    await page.goto(base);
    await page.keyboard.press("/");
    equal(await focused(page), "q", "the search box has the focus");
    await page.keyboard.type(moment.phrase.split(" ")[1]);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".hits");
    const links = await page.locator(".hits h2 a").evaluateAll((all) => all.map((each) => each.getAttribute("href")));
    await page.keyboard.press("j");
    equal(await focused(page), links[0], "j: the first hit");
    await page.keyboard.press("n");
    equal(await focused(page), links[Math.min(1, links.length - 1)], "n: the second");
    await page.keyboard.press("k");
    equal(await focused(page), links[0], "k: the first again");
    holds(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle !== "none"), "the focus is seen");
    await page.goto(`${base}/search?q=${encodeURIComponent(`"${moment.phrase}"`)}`);
    await page.keyboard.press("n");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/events\//);
    await standsAt(page, second);
    await page.keyboard.press("l");
    await standsAt(page, second + 10);
    await page.keyboard.press("ArrowLeft");
    await standsAt(page, second + 5);
    await page.keyboard.press("j");
    await standsAt(page, second - 5);
    await page.keyboard.press("k");
    await page.waitForFunction(() => !document.querySelector("video").paused);
    await page.keyboard.press("Space");
    await page.waitForFunction(() => document.querySelector("video").paused);
    await page.keyboard.press("?");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog:not([open])", { state: "attached" });
    await page.keyboard.press("/");
    equal(await focused(page), "find-q", "the box within the transcript has the focus");
  }));

await suite.test("places found are walked with keys; the video goes along and stays paused", () =>
  withPage(browser, DESK, async (page) => {
    const word = repeatedWord(moment.text);
    holds(word, "a word is said several times");
    await page.goto(`${meeting}?q=${word}`);
    const places = await page.evaluate(() => [...document.querySelectorAll(".transcript p > span")]
      .filter((each) => each.querySelector("mark")).map((each) => Number.parseFloat(each.id.slice(1))));
    holds(places.length >= 2, `several sentences have “${word}”`);
    await page.keyboard.press("n");
    await standsAt(page, places[0]);
    await page.keyboard.press("]");
    await standsAt(page, places[1]);
    await page.keyboard.press("p");
    await standsAt(page, places[0]);
    holds((await page.textContent("[data-found] [role=status]")).startsWith("Place 1 of "), "says which place");
    near(Number(address(page).searchParams.get("t")), places[0], 0.2, "the address's second");
    equal(address(page).searchParams.get("q"), word, "the address keeps the search");
    await page.click("[data-found] button:has-text('Next')");
    await standsAt(page, places[1]);
  }));

await suite.test("suggestions open while a name is typed, move nothing, and lead to the person by the keyboard", () =>
  withPage(browser, DESK, async (page) => {
    const people = (await (await fetch(`${base}/api/v1/people?limit=1`)).json()).items;
    const name = people[0].name;
    await page.goto(`${base}/search`);
    const asked = [];
    page.on("request", (request) => {
      if (request.url().includes("/api/v1/suggest")) asked.push(request.url());
    });
    const before = await page.locator("main").boundingBox();
    await page.locator("#q").pressSequentially(name.slice(0, 1));
    await page.locator("#q").pressSequentially(name.slice(1, 6));
    const row = page.locator('[role="option"]', { hasText: name });
    await row.first().waitFor();
    holds(asked.every((url) => decodeURIComponent(new URL(url).searchParams.get("q")).length > 1), "nothing is asked for one letter");
    equal((await page.locator("main").boundingBox()).height, before.height, "the height of the page's content");
    equal(await page.getAttribute("#q", "aria-expanded"), "true", "the list is open");
    while ((await row.first().getAttribute("aria-selected")) !== "true") await page.keyboard.press("ArrowDown");
    equal(await page.getAttribute("#q", "aria-activedescendant"), await row.first().getAttribute("id"), "the chosen one");
    await page.keyboard.press("Escape");
    equal(await page.getAttribute("#q", "aria-expanded"), "false", "Escape closes the list");
    await page.keyboard.press("ArrowDown");
    await row.first().waitFor();
    while ((await row.first().getAttribute("aria-selected")) !== "true") await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/people\//);
    equal((await page.textContent("h1")).trim(), name, "the person's page");
  }));

await suite.test("without JavaScript: search, hit, the video at the second, the sentence marked and in sight", () =>
  withPage(browser, { ...DESK, javaScriptEnabled: false }, async (page) => {
    await page.goto(base);
    await page.fill("#q", `"${moment.phrase}"`);
    await page.click(".hero button");
    await page.click(".hits h2 a");
    await page.waitForURL(/\/events\//);
    const source = await page.getAttribute("video", "src");
    equal(source.split("#")[1], `t=${second}`, "the video's place");
    equal(await page.getAttribute("video", "autoplay"), null, "not playing by itself");
    const box = await page.locator(".transcript .here").boundingBox();
    holds(box !== null && box.y > 0 && box.y < 800, `the sentence is in sight: ${JSON.stringify(box)}`);
    holds(await page.locator(".asked blockquote").count() === 1, "the words stand beside the video");
    // A time in the margin is a link like any other.
    await page.locator(".transcript p > span:first-child > a").nth(2).click();
    holds(/[?&]t=/.test(page.url()), "a time leads to its second");
    await page.fill("#find-q", moment.phrase.split(" ")[1]);
    await page.click(".find button");
    holds(await page.locator(".transcript mark").count() > 0, "words are found within the transcript");
    await page.click("[data-next-hit]");
    holds(/#m\d+$/.test(page.url()), "the next place is a link");
  }));

await suite.test("without JavaScript: lists, filters and pages are links and forms", () =>
  withPage(browser, { ...DESK, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${base}/events?limit=3`);
    const all = await page.locator(".row").count();
    equal(all, 3, "rows on the first page");
    await page.click("a[rel=next]");
    holds(address(page).searchParams.get("cursor"), "the second page");
    await page.selectOption("#f-has", "recording");
    await page.click(".filters button");
    equal(address(page).searchParams.get("has"), "recording", "the filter is in the address");
    holds(await page.locator(".row").count() >= 1, "meetings with a recording");
  }));

await suite.test("on a phone the recording stays small and in sight while the transcript is read", () =>
  withPage(browser, PHONE, async (page) => {
    await page.goto(`${meeting}?s=0&t=${second}`);
    await page.waitForSelector(".player.mini");
    const box = await page.locator(".player").boundingBox();
    holds(box.y >= 0 && box.height <= 740 * 0.2 + 1, `at most a fifth of the height: ${JSON.stringify(box)}`);
    const here = await page.locator(".transcript .here").boundingBox();
    holds(here.y >= box.height, "the sentence is not covered");
  }));

await suite.test("the agenda stands on the timeline: the item under way is marked, and is reached with keys and the mouse", () =>
  withPage(browser, DESK, async (page) => {
    await page.goto(`${meeting}?s=0`);
    const items = await page.locator("[data-from]").evaluateAll((rows) =>
      rows.map((row) => ({ from: Number(row.dataset.from), title: row.querySelector("h3").textContent })).sort((a, b) => a.from - b.from));
    if (items.length < 2) throw new Skip("the recording has no two items with times");
    await page.keyboard.press(".");
    await page.waitForSelector("[data-chapters]:not([hidden])");
    await standsAt(page, items[0].from);
    equal(await page.textContent("[data-chapter-now]"), items[0].title, "the item under way");
    await page.keyboard.press(".");
    await standsAt(page, items[1].from);
    equal(await page.textContent("[data-chapter-now]"), items[1].title, "the next item");
    equal(await page.locator("[data-from][aria-current=true] h3").textContent(), items[1].title, "marked in the agenda");
    equal(await page.locator(".chapter-line .now").count(), 1, "marked on the line");
    await page.keyboard.press(",");
    await standsAt(page, items[0].from);
    const line = await page.locator(".chapter-line").boundingBox();
    await page.mouse.click(line.x + line.width - 2, line.y + line.height / 2);
    await page.waitForFunction((from) => document.querySelector("video").currentTime >= from, items.at(-1).from);
    await page.waitForFunction((title) => document.querySelector("[data-chapter-now]").textContent === title, items.at(-1).title);
  }));

await suite.test("without JavaScript: the end of a clip is chosen with the keyboard, and the clip comes", () =>
  withPage(browser, { ...DESK, javaScriptEnabled: false, acceptDownloads: true }, async (page) => {
    await page.goto(`${meeting}?s=0&t=${second},${second + 4}`);
    const end = page.locator("#clip-to");
    holds((await end.inputValue()).includes(":"), "the end of the range stands in the field");
    await end.focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.type(String(second + 6));
    const comes = page.waitForEvent("download", { timeout: 30000 });
    await page.keyboard.press("Enter");
    const download = await comes;
    holds(download.suggestedFilename().includes(`-from-${second}-to-${second + 6}.`), download.suggestedFilename());
    await download.delete();
  }));

await suite.test("the form for a clip begins where the recording stands, until the reader writes into it", () =>
  withPage(browser, DESK, async (page) => {
    await page.goto(meeting);
    await page.click(".clip-part summary");
    equal(await page.inputValue("#clip-from"), "0:00", "the beginning");
    const time = page.locator(".transcript p > span:first-child > a").nth(3);
    const chosen = (await time.textContent()).trim();
    await time.click();
    await page.waitForFunction((wanted) => document.querySelector("#clip-from").value === wanted, chosen);
    await page.fill("#clip-to", "1:59");
    await page.locator(".transcript p > span:first-child > a").nth(6).click();
    await page.waitForFunction((wanted) => document.querySelector("video").currentTime > wanted, 1);
    equal(await page.inputValue("#clip-to"), "1:59", "what was written stays");
    equal(await page.inputValue("#clip-from"), chosen, "the beginning stays with it");
  }));

await suite.test("a citation of a range has its words, its end and an address with the host", () =>
  withPage(browser, DESK, async (page) => {
    await page.goto(`${meeting}?s=0&t=${second},${second + 12}`);
    const said = await page.textContent(".asked blockquote");
    holds(said.length > moment.hit.text.length / 4, `the range is quoted: ${said}`);
    await page.click(".cite summary");
    const cite = await page.textContent("[data-cite]");
    holds(cite.includes(`http`) && cite.includes(`t=${second},${second + 12}`), cite);
    holds(/ from [\d:]+ to [\d:]+\. /.test(cite) && /Record as of /.test(cite), cite);
  }));

await suite.test("no page is wider than a screen of 320 pixels", () =>
  withPage(browser, { viewport: { width: 320, height: 640 } }, async (page) => {
    for (const [name, route] of await everyPage(moment)) {
      if (name === "not-found" || name === "bad-request") continue;
      await page.goto(base + route);
      await page.evaluate(() => document.querySelectorAll("details").forEach((each) => (each.open = true)));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      holds(width <= 320, `${name}: ${width} pixels wide`);
    }
  }));

for (const colorScheme of ["light", "dark"]) {
  for (const [name, route] of await everyPage(moment)) {
    await suite.test(`axe finds nothing on ${name}, ${colorScheme}`, async () => {
      const context = await browser.newContext({ ...DESK, colorScheme });
      try {
        const page = await context.newPage();
        await page.goto(base + route);
        await page.evaluate(axeSource);
        const found = await page.evaluate(() =>
          axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
        const lines = found.violations.map((each) => `${each.id}: ${each.help}: ${each.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" / ")}`);
        holds(lines.length === 0, lines.join("\n"));
      } finally {
        await context.close();
      }
    });
  }
}

if (shots) {
  await mkdir(shots, { recursive: true });
  for (const width of [320, 768, 1440]) {
    for (const colorScheme of ["light", "dark"]) {
      await suite.test(`every page is photographed at ${width} pixels, ${colorScheme}`, async () => {
        const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
        const page = await context.newPage();
        for (const [name, route] of await everyPage(moment)) {
          await page.goto(base + route);
          await page.screenshot({ path: path.join(shots, `${name}-${width}-${colorScheme}.png`), fullPage: name !== "event-at" });
        }
        await context.close();
      });
    }
  }
}

await browser.close();
process.exit(suite.finish());
