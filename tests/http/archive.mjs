// SPDX-License-Identifier: Apache-2.0
// A running archive: asks it, and finds records in it to ask for.

// Longer lists are read to here: the checks of whole lists are for archives of some years, not of all times.
export const MOST = 5000;

export class Archive {
  constructor(baseUrl) {
    this.baseUrl = baseUrl.replace(/\/+$/, '');
  }

  async ask(target, options = {}) {
    const response = await fetch(this.baseUrl + target, { redirect: 'manual', ...options });
    const text = await response.text();
    const type = (response.headers.get('content-type') ?? '').split(';')[0].trim();
    const isJson = type === 'application/json' || type === 'application/problem+json';
    let body = text;
    if (isJson && text !== '') body = JSON.parse(text);
    return { target, status: response.status, type, headers: response.headers, text, body };
  }

  async json(target) {
    const answer = await this.ask(target);
    if (answer.status !== 200) throw new Error(`${target} answers ${answer.status}: ${answer.text.slice(0, 200)}`);
    return answer.body;
  }

  // Every page of a list.
  async all(target, limit = 200) {
    const items = [];
    let cursor = null;
    do {
      const join = target.includes('?') ? '&' : '?';
      const next = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = await this.json(`${target}${join}limit=${limit}${next}`);
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== null && items.length < MOST);
    return items;
  }

  // Ids to put into the addresses of the document: some of each kind, of different shapes where there are.
  async specimens() {
    const few = (items) => [...new Set([...items.slice(0, 3), ...items.slice(-2)])];
    const ids = (items) => few(items.map((item) => item.id));
    const events = await this.all('/api/v1/events');
    const people = await this.all('/api/v1/people');
    const inState = (state) => events.filter((event) => event.state === state).slice(0, 2);
    const chosen = ['held', 'upcoming', 'cancelled'].flatMap(inState);
    const spoken = events.filter((event) => event.has_transcript).slice(0, 2);
    const voted = events.filter((event) => event.vote_count > 0).slice(0, 2);
    const details = await Promise.all(voted.map((event) => this.json(`/api/v1/events/${event.id}`)));
    const sessions = [];
    for (const event of spoken) {
      const detail = await this.json(`/api/v1/events/${event.id}`);
      const read = detail.sessions.filter((session) => session.transcript !== null);
      sessions.push(...read.map((session) => ({ id: event.id, n: session.index })));
    }
    return {
      events: [...new Set([...chosen, ...spoken, ...voted].map((event) => event.id))],
      people: ids([...people].sort((a, b) => b.vote_count - a.vote_count)),
      matters: ids(await this.all('/api/v1/matters')),
      bodies: ids(await this.all('/api/v1/bodies')),
      votes: few(details.flatMap((event) => event.items.flatMap((item) => item.votes.map((vote) => vote.id)))),
      sessions: sessions.slice(0, 3),
      runs: ids(await this.all('/api/v1/runs')),
    };
  }
}
