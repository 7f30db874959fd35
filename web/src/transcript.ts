// SPDX-License-Identifier: Apache-2.0
// The sentences of a meeting's page with their seconds, as the server wrote them: <span id="t123.4">.

export interface Sentence {
  element: HTMLElement;
  start: number;
}

/// Seconds a character of speech takes, about: where a sentence's end is not known, it cannot be longer than this.
const SECONDS_A_CHARACTER = 0.09;

interface CdpWord {
  start_time: number;
}
interface CdpSentence {
  start_time: number;
  words?: CdpWord[];
}

export class Transcript {
  readonly sentences: Sentence[];
  private readonly byTime: Sentence[];
  private words: Map<string, CdpSentence> | null = null;
  private fetching = false;

  constructor(
    readonly root: HTMLElement,
    private readonly json: string,
  ) {
    this.sentences = [...root.querySelectorAll<HTMLElement>("p > span[id]")].map((element) => ({
      element,
      start: Number.parseFloat(element.id.slice(1)),
    }));
    this.byTime = [...this.sentences].sort((a, b) => a.start - b.start);
  }

  /// The sentence under way at `seconds`; null before the first.
  at(seconds: number): Sentence | null {
    let low = 0;
    let high = this.byTime.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.byTime[middle]?.start ?? 0) <= seconds + 0.05) low = middle + 1;
      else high = middle;
    }
    return this.byTime[low - 1] ?? null;
  }

  of(element: Element): Sentence | null {
    return this.sentences.find((each) => each.element.contains(element)) ?? null;
  }

  /// The second at which the word under a point is spoken: by the words' own times once they have been fetched, before
  /// that by its place in the sentence.
  secondAt(sentence: Sentence, x: number, y: number): number {
    const text = spokenText(sentence.element);
    const offset = offsetAt(sentence.element, x, y);
    this.fetchWords();
    if (offset === null || text.length === 0) return sentence.start;
    const word = text.slice(0, offset).split(/\s+/).length - 1;
    const known = this.words?.get(sentence.start.toFixed(1))?.words?.[word];
    if (known && Number.isFinite(known.start_time)) return Math.max(known.start_time, 0);
    const next = this.byTime[this.byTime.indexOf(sentence) + 1];
    const longest = sentence.start + text.length * SECONDS_A_CHARACTER;
    const end = Math.min(next?.start ?? longest, longest);
    const wordStart = text.lastIndexOf(" ", Math.max(offset - 1, 0)) + 1;
    return sentence.start + (end - sentence.start) * (wordStart / text.length);
  }

  private fetchWords(): void {
    if (this.fetching) return;
    this.fetching = true;
    fetch(this.json)
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((transcript: { sentences?: CdpSentence[] } | null) => {
        if (!Array.isArray(transcript?.sentences)) return;
        this.words = new Map(transcript.sentences.map((each) => [Number(each.start_time).toFixed(1), each]));
      })
      .catch(() => {
        // Without the words' times, places within a sentence stay estimates.
      });
  }
}

/// The sentence's own text nodes: not those of its time link.
function* textNodes(element: Element): Generator<Text> {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (!node.parentElement?.closest("a")) yield node;
  }
}

function spokenText(element: Element): string {
  let out = "";
  for (const node of textNodes(element)) out += node.data;
  return out.trimEnd();
}

interface CaretDocument {
  caretPositionFromPoint?: (x: number, y: number) => { offsetNode: Node; offset: number } | null;
  caretRangeFromPoint?: (x: number, y: number) => Range | null;
}

/// How many characters of the sentence stand before a point.
function offsetAt(element: Element, x: number, y: number): number | null {
  const page: CaretDocument = document;
  const position = page.caretPositionFromPoint?.(x, y);
  const range = position ? null : (page.caretRangeFromPoint?.(x, y) ?? null);
  const node = position?.offsetNode ?? range?.startContainer;
  const within = position?.offset ?? range?.startOffset ?? 0;
  let before = 0;
  for (const each of textNodes(element)) {
    if (each === node) return before + within;
    before += each.data.length;
  }
  return null;
}
