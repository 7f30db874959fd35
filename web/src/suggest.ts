// SPDX-License-Identifier: Apache-2.0
// Suggestions under the search box, as an editable combobox with a list (WAI-ARIA authoring practices): the box stays a
// plain field of a plain form, the list lies over the page and moves nothing. Nothing is asked for one letter, nor while
// somebody is still typing.

interface Suggestion {
  kind: string;
  text: string;
  detail: string | null;
  url: string | null;
}

const PAUSE_MS = 120;
const SHORTEST = 2;
const KIND_NAMES: Record<string, string> = { person: "Person", body: "Body", matter: "Matter", phrase: "" };

class Combobox {
  private readonly list = document.createElement("ul");
  private readonly status = document.createElement("span");
  private shown: Suggestion[] = [];
  private chosen = -1;
  private timer = 0;
  private request: AbortController | null = null;
  private readonly known = new Map<string, Suggestion[]>();

  constructor(private readonly box: HTMLInputElement) {
    this.list.id = `${box.id}-suggestions`;
    this.list.className = "suggestions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggestions");
    this.list.hidden = true;
    this.status.className = "vh";
    this.status.setAttribute("role", "status");
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", this.list.id);
    box.setAttribute("aria-expanded", "false");
    box.parentElement?.classList.add("has-suggestions");
    box.after(this.list, this.status);
    box.addEventListener("input", () => this.typed());
    box.addEventListener("keydown", (event) => this.pressed(event));
    box.addEventListener("blur", () => this.close());
    // The field keeps the focus while a suggestion is pressed.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.clicked(event));
  }

  private typed(): void {
    window.clearTimeout(this.timer);
    this.request?.abort();
    const text = this.box.value;
    if (text.trim().length < SHORTEST) {
      this.close();
      return;
    }
    this.timer = window.setTimeout(() => void this.ask(text), PAUSE_MS);
  }

  private async ask(text: string): Promise<void> {
    const known = this.known.get(text);
    if (known) {
      this.show(known);
      return;
    }
    this.request = new AbortController();
    try {
      const answer = await fetch(`/api/v1/suggest?q=${encodeURIComponent(text)}`, { signal: this.request.signal });
      if (!answer.ok) return;
      const items = ((await answer.json()) as { items: Suggestion[] }).items;
      this.known.set(text, items);
      if (this.box.value === text && document.activeElement === this.box) this.show(items);
    } catch {
      // Typed on, or no network: the form works all the same.
    }
  }

  private show(items: Suggestion[]): void {
    this.shown = items;
    this.chosen = -1;
    this.box.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...items.map((item, place) => this.row(item, place)));
    const open = items.length > 0;
    this.list.hidden = !open;
    this.box.setAttribute("aria-expanded", String(open));
    this.status.textContent = open ? `${items.length} ${items.length === 1 ? "suggestion" : "suggestions"}` : "";
  }

  private row(item: Suggestion, place: number): HTMLLIElement {
    const row = document.createElement("li");
    row.id = `${this.list.id}-${place}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    row.dataset["place"] = String(place);
    const name = document.createElement("span");
    name.textContent = item.text;
    row.append(name);
    const more = [KIND_NAMES[item.kind] ?? "", item.detail ?? ""].filter((part) => part !== "").join(": ");
    if (more) {
      const detail = document.createElement("span");
      detail.className = "muted";
      detail.textContent = more;
      row.append(" ", detail);
    }
    return row;
  }

  private choose(place: number): void {
    const rows = [...this.list.children];
    rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === place)));
    this.chosen = place;
    const row = rows[place];
    if (row) {
      this.box.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    } else {
      this.box.removeAttribute("aria-activedescendant");
    }
  }

  private pressed(event: KeyboardEvent): void {
    const open = !this.list.hidden;
    if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!open) {
        if (event.key === "ArrowDown") this.typed();
        return;
      }
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const places = this.shown.length + 1; // The field itself is one of them.
      this.choose(((this.chosen + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && open && this.chosen >= 0) {
      event.preventDefault();
      this.take(this.chosen);
    }
  }

  private clicked(event: Event): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-place]") : null;
    if (row) this.take(Number(row.dataset["place"]));
  }

  private take(place: number): void {
    const item = this.shown[place];
    if (!item) return;
    this.close();
    if (item.url) {
      window.location.assign(item.url);
      return;
    }
    this.box.value = item.text.includes(" ") ? `"${item.text}"` : item.text;
    this.box.form?.requestSubmit();
  }

  private close(): void {
    window.clearTimeout(this.timer);
    this.request?.abort();
    this.list.hidden = true;
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
    this.chosen = -1;
  }
}

export function suggestWhileTyping(): void {
  for (const id of ["q", "head-q"]) {
    const box = document.getElementById(id);
    if (box instanceof HTMLInputElement && box.form?.getAttribute("action") === "/search") new Combobox(box);
  }
}
