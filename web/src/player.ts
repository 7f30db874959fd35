// SPDX-License-Identifier: Apache-2.0
// The recording of a meeting's page: seeking, the address that follows, the link to copy, the small player of phones.

export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (part: number): string => String(part).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/// "90", "90.5", "90s", "1h2m3s", "1:02:03"; of a range, its start. The server has refused everything else.
export function parseTime(text: string): number | null {
  const start = text.split(",")[0] ?? "";
  if (start.includes(":")) return start.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  const units = /^(?:([\d.]+)h)?(?:([\d.]+)m)?(?:([\d.]+)s?)?$/.exec(start);
  if (!units || start === "") return null;
  return Number(units[1] ?? 0) * 3600 + Number(units[2] ?? 0) * 60 + Number(units[3] ?? 0);
}

export class Player {
  /// Set once a reader has moved or started it: before that the address stays as it was opened.
  private touched = false;

  constructor(
    readonly media: HTMLMediaElement,
    private readonly box: HTMLElement,
    private readonly session: string,
  ) {
    media.addEventListener("play", () => (this.touched = true));
    media.addEventListener("pause", () => this.writeAddress());
    media.addEventListener("seeked", () => this.writeAddress());
    media.addEventListener("timeupdate", () => this.showShareTime());
    this.wireBar();
    this.wireWave();
    this.shrinkWhenOutOfSight();
  }

  get time(): number {
    return this.media.currentTime;
  }

  /// Goes there; plays on if it was playing and stays paused if it was not.
  seek(seconds: number): void {
    this.touched = true;
    this.stand(seconds);
    this.showShareTime();
    this.writeAddress(seconds);
  }

  /// Without telling the address: for the second the page was opened at.
  stand(seconds: number): void {
    const media = this.media;
    if (media.readyState >= HTMLMediaElement.HAVE_METADATA) {
      media.currentTime = Math.min(seconds, Number.isFinite(media.duration) ? media.duration : seconds);
      return;
    }
    media.addEventListener("loadedmetadata", () => (media.currentTime = seconds), { once: true });
    if (media.preload !== "metadata") {
      media.preload = "metadata";
      media.load();
    }
  }

  toggle(): void {
    if (!this.media.paused) this.media.pause();
    else void this.media.play().catch(() => this.say("The recording cannot be played here."));
  }

  say(text: string): void {
    const status = this.box.querySelector("[data-said]");
    if (status) status.textContent = text;
  }

  private address(seconds: number): URL {
    const url = new URL(location.href);
    url.hash = "";
    url.searchParams.set("s", this.session);
    url.searchParams.set("t", String(Math.round(seconds * 10) / 10));
    return url;
  }

  private writeAddress(seconds = this.time): void {
    if (!this.touched || this.media.seeking && seconds === this.time) return;
    history.replaceState(history.state, "", this.address(seconds));
  }

  private showShareTime(): void {
    const place = this.box.querySelector("[data-share-at]");
    if (place) place.textContent = ` at ${clock(this.time)}`;
  }

  private wireBar(): void {
    this.box.querySelector("[data-player-bar]")?.removeAttribute("hidden");
    const speed = this.box.querySelector<HTMLSelectElement>("[data-speed]");
    speed?.addEventListener("change", () => (this.media.playbackRate = Number(speed.value)));
    this.box.querySelector("[data-share]")?.addEventListener("click", () => void this.copyLink());
  }

  /// The picture of how loud it is shows where the recording stands, and goes where it is clicked.
  private wireWave(): void {
    const wave = this.box.querySelector<SVGElement>("[data-wave]");
    const at = wave?.querySelector<SVGRectElement>("[data-wave-at]");
    if (!wave || !at) return;
    wave.classList.add("live");
    wave.addEventListener("click", (event) => {
      const place = wave.getBoundingClientRect();
      const share = Math.min(1, Math.max(0, (event.clientX - place.left) / place.width));
      const go = (): void => this.seek(share * this.media.duration);
      if (Number.isFinite(this.media.duration)) return go();
      this.media.addEventListener("loadedmetadata", go, { once: true });
      this.media.preload = "metadata";
      this.media.load();
    });
    const width = 360;
    this.media.addEventListener("timeupdate", () => {
      const whole = this.media.duration;
      at.setAttribute("width", String(Number.isFinite(whole) && whole > 0 ? (this.time / whole) * width : 0));
    });
  }

  private async copyLink(): Promise<void> {
    const url = this.address(this.time);
    url.searchParams.delete("q");
    const button = this.box.querySelector<HTMLElement>("[data-share]");
    try {
      await navigator.clipboard.writeText(url.href);
      this.say(`Link to ${clock(this.time)} copied`);
      button?.classList.add("done");
    } catch {
      // No clipboard (a page without HTTPS): the address bar gets the link instead.
      history.replaceState(history.state, "", url);
      this.say("The address of this page now leads to this second");
      button?.classList.add("in-address");
    }
    window.setTimeout(() => button?.classList.remove("done", "in-address"), 2500);
  }

  /// On a narrow screen the recording goes small to the top edge while its place is scrolled away (meeting.css); the
  /// place keeps its height, so that nothing that is read moves.
  private shrinkWhenOutOfSight(): void {
    const slot = this.box.parentElement;
    if (!slot || !("IntersectionObserver" in window)) return;
    const narrow = window.matchMedia("(max-width: 63.99rem) and (min-height: 24rem)");
    new IntersectionObserver(([entry]) => {
      if (!entry) return;
      const gone = narrow.matches && !entry.isIntersecting && entry.boundingClientRect.bottom < 0;
      slot.style.minHeight = gone ? `${entry.boundingClientRect.height}px` : "";
      this.box.classList.toggle("mini", gone);
    }).observe(slot);
  }
}
