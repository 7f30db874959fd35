// SPDX-License-Identifier: Apache-2.0
// Words that go with those of a search: counted while the reader looks at the results, in place of the link that asks.
type Related = { words: { word: string }[] };

function chip(word: string): HTMLAnchorElement {
  const address = new URL(location.href);
  address.searchParams.set("q", `${address.searchParams.get("q") ?? ""} ${word}`);
  address.searchParams.delete("cursor");
  const link = document.createElement("a");
  link.className = "chip";
  link.href = address.pathname + address.search;
  const more = document.createElement("span");
  more.className = "vh";
  more.textContent = ", search with it too";
  link.append(word, more);
  return link;
}

export async function showRelated(): Promise<void> {
  const place = document.querySelector<HTMLElement>("[data-related]");
  const source = place?.dataset["related"];
  if (!place || !source) return;
  const answer = await fetch(source).catch(() => null);
  if (!answer?.ok) return; // the link stays
  const { words } = (await answer.json()) as Related;
  if (words.length === 0) {
    place.remove();
    return;
  }
  // Whoever is at the link with the keyboard is not thrown off it.
  if (place.contains(document.activeElement)) return;
  place.replaceChildren("Often said with it: ", ...words.map(({ word }) => chip(word)));
}
