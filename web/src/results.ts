// SPDX-License-Identifier: Apache-2.0
// Walking search results: each key moves the focus, which is what Enter opens.
import type { Keys } from "./keys";

export function walkResults(keys: Keys): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("[data-hits] h2 a")];
  if (links.length === 0) return;
  const move = (step: number): void => {
    const at = links.findIndex((link) => link.closest(".hit")?.contains(document.activeElement) ?? false);
    const wanted = at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1);
    const link = links[wanted];
    link?.focus({ preventScroll: true });
    link?.closest(".hit")?.scrollIntoView({ block: "nearest" });
  };
  keys.add(["j", "n"], "next result", () => move(1));
  keys.add(["k", "p"], "result before", () => move(-1));
  document.querySelector("[data-keys]")?.removeAttribute("hidden");
}
