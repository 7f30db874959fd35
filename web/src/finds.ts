// SPDX-License-Identifier: Apache-2.0
// The places found in a transcript, one after the other. The recording goes along and stands still: who looks for a
// place has not asked to hear it.
import type { Keys } from "./keys";
import type { Player } from "./player";
import type { Sentence, Transcript } from "./transcript";

export class Finds {
  private readonly places: Sentence[];
  private at = -1;

  constructor(
    transcript: Transcript,
    private readonly player: Player | null,
  ) {
    this.places = transcript.sentences.filter((each) => each.element.querySelector("mark"));
    const here = document.querySelector("#here")?.parentElement;
    if (here) this.at = this.places.findIndex((each) => each.element === here);
  }

  bind(keys: Keys): void {
    if (this.places.length === 0) return;
    keys.add(["n", "]"], "next place found; the recording stays paused", () => this.move(1));
    keys.add(["p", "["], "place found before", () => this.move(-1));
    this.button("[data-next-hit]", "Next", 1);
    this.button("[data-prev-hit]", "Previous", -1);
  }

  /// The server gives a link only where there is a place that way from here; with scripts both are always there.
  private button(selector: string, label: string, step: number): void {
    const link = document.querySelector<HTMLElement>(`[data-found] ${selector}`);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = label;
    button.addEventListener("click", () => this.move(step));
    if (link) link.replaceWith(button);
    else document.querySelector("[data-found] .walk")?.prepend(button);
  }

  private move(step: number): void {
    const from = this.at >= 0 ? this.at : this.nearest(step);
    this.at = this.at >= 0 ? (from + step + this.places.length) % this.places.length : from;
    const place = this.places[this.at];
    if (!place) return;
    document.querySelector(".transcript mark.on")?.classList.remove("on");
    document.querySelector(".transcript .here")?.classList.remove("here");
    place.element.classList.add("here");
    place.element.querySelector("mark")?.classList.add("on");
    this.player?.media.pause();
    this.player?.seek(place.start);
    place.element.scrollIntoView({ block: "center" });
    const status = document.querySelector("[data-found] [role=status]");
    if (status) status.textContent = `Place ${this.at + 1} of ${this.places.length}`;
  }

  /// Where no place is current: the first one ahead of the recording, or behind it.
  private nearest(step: number): number {
    const time = this.player?.time ?? 0;
    if (step > 0) return Math.max(0, this.places.findIndex((each) => each.start >= time - 0.05));
    for (let place = this.places.length - 1; place >= 0; place--) {
      if ((this.places[place]?.start ?? 0) < time) return place;
    }
    return this.places.length - 1;
  }
}
