// SPDX-License-Identifier: Apache-2.0
// A meeting's page: the transcript follows the recording, words and times seek, places found are walked.
import type { Keys } from "./keys";
import { Chapters } from "./chapters";
import { Finds } from "./finds";
import { Follower } from "./follower";
import { Player, clock, parseTime } from "./player";
import { Transcript } from "./transcript";

const SMALL_STEP = 5;
const LARGE_STEP = 10;

export function startMeeting(keys: Keys): void {
  const page = document.querySelector<HTMLElement>("[data-event]");
  if (!page) return;
  const session = page.dataset["session"] ?? "0";
  const root = page.querySelector<HTMLElement>("[data-transcript]");
  const media = page.querySelector<HTMLMediaElement>("[data-player] video, [data-player] audio");
  const box = page.querySelector<HTMLElement>("[data-player]");
  const player = media && box ? new Player(media, box, session) : null;
  const json = `/api/v1/events/${page.dataset["event"] ?? ""}/sessions/${session}/transcript.json`;
  const transcript = root ? new Transcript(root, json) : null;

  nameTheHost(page);
  openAtAddress(player);
  const finds = transcript ? new Finds(transcript, player) : null;
  finds?.bind(keys);
  if (!player) return;
  bindPlayback(keys, player);
  seekByTimeLinks(page, player, session);
  clipFromHere(page, player);
  const line = box?.querySelector<HTMLElement>("[data-chapters]");
  if (line) new Chapters(page, player, line).bind(keys);
  if (!transcript || !box) return;
  const follower = new Follower(transcript, player, box.querySelector("[data-follow]"));
  keys.add(["f"], "let the transcript follow the recording, or not", () => follower.toggle());
  seekByWords(transcript, player);
}

/// A site that was not told its own address cites a path; here the host is known.
function nameTheHost(page: HTMLElement): void {
  const permanent = page.querySelector<HTMLAnchorElement>("[data-permanent]");
  if (permanent?.textContent?.startsWith("/")) permanent.textContent = permanent.href;
}

function openAtAddress(player: Player | null): void {
  const asked = parseTime(new URLSearchParams(location.search).get("t") ?? "");
  if (asked === null) return;
  player?.stand(asked);
  if (!location.hash) document.querySelector("#here")?.scrollIntoView({ block: "center" });
}

function bindPlayback(keys: Keys, player: Player): void {
  const step = (by: number): void => player.seek(Math.max(0, player.time + by));
  keys.add([" ", "k"], "play or pause", () => player.toggle());
  keys.add(["j"], `${LARGE_STEP} seconds back`, () => step(-LARGE_STEP));
  keys.add(["l"], `${LARGE_STEP} seconds forward`, () => step(LARGE_STEP));
  keys.add(["ArrowLeft"], `${SMALL_STEP} seconds back`, () => step(-SMALL_STEP));
  keys.add(["ArrowRight"], `${SMALL_STEP} seconds forward`, () => step(SMALL_STEP));
}

/// Links to a second of the recording that is already here move it instead of loading the page again.
function seekByTimeLinks(page: HTMLElement, player: Player, session: string): void {
  page.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="?"]') : null;
    if (!link) return;
    const asked = new URLSearchParams(link.search);
    const seconds = parseTime(asked.get("t") ?? "");
    if (seconds === null || asked.get("s") !== session) return;
    event.preventDefault();
    player.seek(seconds);
  });
}

/// Until the reader writes into it, the form for a clip begins where the recording stands, and stays as long.
function clipFromHere(page: HTMLElement, player: Player): void {
  const form = page.querySelector<HTMLFormElement>("[data-clip]");
  const from = form?.querySelector<HTMLInputElement>("[name=from]");
  const to = form?.querySelector<HTMLInputElement>("[name=to]");
  if (!form || !from || !to) return;
  let written = false;
  form.addEventListener("input", () => (written = true));
  for (const kind of ["pause", "seeked"]) {
    player.media.addEventListener(kind, () => {
      const start = parseTime(from.value) ?? 0;
      const length = (parseTime(to.value) ?? start) - start;
      // Seeking lands a little beside the second that was asked for.
      if (written || length <= 0 || Math.abs(player.time - start) < 1) return;
      const end = player.time + length;
      from.value = clock(player.time);
      to.value = clock(Number.isFinite(player.media.duration) ? Math.min(end, player.media.duration) : end);
    });
  }
}

function seekByWords(transcript: Transcript, player: Player): void {
  transcript.root.classList.add("live");
  transcript.root.addEventListener("click", (event) => {
    if (event.defaultPrevented || !(event.target instanceof Element) || event.target.closest("a")) return;
    // Whoever marks text to copy it does not mean to seek.
    if (!(window.getSelection()?.isCollapsed ?? true)) return;
    const sentence = transcript.of(event.target);
    if (sentence) player.seek(transcript.secondAt(sentence, event.clientX, event.clientY));
  });
}
