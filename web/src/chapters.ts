// SPDX-License-Identifier: Apache-2.0
// The agenda on the recording's timeline: a line of the items beneath the player, the one that is under way marked there
// and in the agenda. Items and their seconds are read from the agenda's list; without any there is no line.
import type { Keys } from "./keys";
import type { Player } from "./player";

interface Chapter {
  from: number;
  row: HTMLElement;
  title: string;
  part: HTMLElement | null;
}

export class Chapters {
  private readonly all: Chapter[];
  private current: Chapter | null = null;

  constructor(
    page: HTMLElement,
    private readonly player: Player,
    private readonly box: HTMLElement,
  ) {
    this.all = [...page.querySelectorAll<HTMLElement>("[data-from]")]
      .map((row) => ({ from: Number(row.dataset["from"]), row, title: row.querySelector("h3")?.textContent ?? "", part: null }))
      .filter((chapter) => Number.isFinite(chapter.from))
      .sort((a, b) => a.from - b.from);
    if (this.all.length === 0) return;
    const media = player.media;
    for (const kind of ["timeupdate", "seeked", "play"]) media.addEventListener(kind, () => this.update());
    if (media.readyState >= HTMLMediaElement.HAVE_METADATA) this.draw();
    else media.addEventListener("loadedmetadata", () => this.draw(), { once: true });
  }

  bind(keys: Keys): void {
    if (this.all.length === 0) return;
    keys.add(["."], "next agenda item", () => this.step(1));
    keys.add([","], "agenda item before", () => this.step(-1));
  }

  private step(by: 1 | -1): void {
    // Just after an item's beginning, one step back means the item before.
    const now = this.player.time + (by < 0 ? -2 : 0.05);
    const next = by > 0 ? this.all.find((chapter) => chapter.from > now) : this.last((chapter) => chapter.from < now);
    if (next) this.player.seek(next.from);
  }

  private last(holds: (chapter: Chapter) => boolean): Chapter | undefined {
    return this.all.filter(holds).pop();
  }

  private draw(): void {
    const line = this.box.querySelector<HTMLElement>(".chapter-line");
    const length = this.player.media.duration;
    if (!line || !Number.isFinite(length) || length <= 0) return;
    const within = this.all.filter((chapter) => chapter.from < length);
    if (within.length === 0) return;
    this.addPart(line, within[0]?.from ?? 0, "");
    within.forEach((chapter, n) => {
      chapter.part = this.addPart(line, (within[n + 1]?.from ?? length) - chapter.from, chapter.title);
    });
    line.addEventListener("click", (event) => {
      const { left, width } = line.getBoundingClientRect();
      this.player.seek(((event.clientX - left) / width) * length);
    });
    this.box.hidden = false;
    this.update();
  }

  private addPart(line: HTMLElement, seconds: number, title: string): HTMLElement {
    const part = document.createElement("span");
    part.style.flexGrow = String(Math.max(0, seconds));
    part.title = title;
    line.append(part);
    return part;
  }

  private update(): void {
    // Seeking lands a little before the second that was asked for.
    const now = this.player.time + 0.05;
    const chapter = this.last((other) => other.from <= now) ?? null;
    const link = this.box.querySelector<HTMLAnchorElement>("[data-chapter-now]");
    if (chapter === this.current && link?.textContent) return;
    this.mark(this.current, false);
    this.mark(chapter, true);
    this.current = chapter;
    if (!link) return;
    link.textContent = chapter?.title ?? "not begun yet";
    if (chapter) link.href = `#${chapter.row.id}`;
    else link.removeAttribute("href");
  }

  private mark(chapter: Chapter | null, on: boolean): void {
    chapter?.part?.classList.toggle("now", on);
    chapter?.row.classList.toggle("now", on);
    if (on) chapter?.row.setAttribute("aria-current", "true");
    else chapter?.row.removeAttribute("aria-current");
  }
}
