// SPDX-License-Identifier: Apache-2.0
// Marks the sentence being spoken and keeps it in sight while the recording plays, until the reader scrolls away.
import type { Player } from "./player";
import type { Sentence, Transcript } from "./transcript";

/// How long a scroll of ours may last; what scrolls later is the reader.
const OWN_SCROLL_MS = 900;

export class Follower {
  private following = true;
  private current: Sentence | null = null;
  private ownScrollUntil = 0;

  constructor(
    private readonly transcript: Transcript,
    private readonly player: Player,
    private readonly button: HTMLElement | null,
  ) {
    player.media.addEventListener("timeupdate", () => this.update());
    player.media.addEventListener("seeked", () => this.update());
    button?.addEventListener("click", () => this.toggle());
    for (const kind of ["wheel", "touchmove"]) window.addEventListener(kind, () => this.letGo(), { passive: true });
    window.addEventListener("scroll", () => {
      if (performance.now() > this.ownScrollUntil) this.letGo();
    }, { passive: true });
  }

  toggle(): void {
    this.set(!this.following);
    if (this.following && this.current) this.bringIntoSight(this.current.element);
  }

  private letGo(): void {
    if (!this.player.media.paused && this.following) this.set(false);
  }

  private set(following: boolean): void {
    this.following = following;
    this.button?.setAttribute("aria-pressed", String(following));
  }

  private update(): void {
    const sentence = this.asked() ?? this.transcript.at(this.player.time);
    if (sentence === this.current) return;
    this.current?.element.classList.remove("now");
    sentence?.element.classList.add("now");
    this.current = sentence;
    if (sentence && this.following && !this.player.media.paused) this.bringIntoSight(sentence.element);
  }

  /// Links round seconds down: while the recording stands just before the sentence that was asked for, that one counts.
  private asked(): Sentence | null {
    const { media, time } = this.player;
    const here = media.paused ? this.transcript.root.querySelector(".here") : null;
    const sentence = here ? this.transcript.of(here) : null;
    return sentence && sentence.start > time && sentence.start - time < 1 ? sentence : null;
  }

  private bringIntoSight(element: HTMLElement): void {
    const { top, bottom } = element.getBoundingClientRect();
    const height = window.innerHeight;
    if (top > height * 0.25 && bottom < height * 0.75) return;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.ownScrollUntil = performance.now() + OWN_SCROLL_MS;
    element.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  }
}
