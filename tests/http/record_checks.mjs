// SPDX-License-Identifier: Apache-2.0
// What holds between answers: pages of a list, filters, links, tallies, tables, transcripts.
import { MOST } from './archive.mjs';
import { parseCsv } from './csv.mjs';

const LISTS = ['/api/v1/events', '/api/v1/people', '/api/v1/matters', '/api/v1/bodies'];
const KINDS = { events: 'event', people: 'person', matters: 'matter', bodies: 'body', votes: 'vote_event' };

export class RecordChecks {
  constructor(archive, specimens, tally) {
    Object.assign(this, { archive, specimens, tally });
  }

  // The pages of a list, one after the other, are the list: nothing twice, nothing left out.
  async paging(list) {
    const whole = await this.archive.json(`${list}?limit=200`);
    const size = Math.max(1, Math.min(7, Math.floor(whole.items.length / 3)));
    const ids = [];
    let cursor = null;
    do {
      const next = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = await this.archive.json(`${list}?limit=${size}${next}`);
      this.tally.equal(`${list}: total is the same on every page`, page.total, whole.total);
      this.tally.check(`${list}: a page has at most ${size}`, page.items.length <= size);
      ids.push(...page.items.map((item) => item.id));
      cursor = page.next;
    } while (cursor !== null && ids.length < whole.items.length);
    const expected = whole.items.map((item) => item.id).slice(0, ids.length);
    this.tally.equal(`${list}: its pages are the list`, ids.slice(0, expected.length), expected);
    this.tally.equal(`${list}: nothing twice`, new Set(ids).size, ids.length);
    if (whole.next === null) this.tally.equal(`${list}: total`, whole.total, whole.items.length);
  }

  async lists() {
    for (const list of LISTS) await this.paging(list);
    const [person] = this.specimens.people;
    if (person === undefined) return this.tally.skip('votes of a person', 'the archive has nobody');
    const votes = await this.archive.all(`/api/v1/people/${person}/votes`, 50);
    const first = await this.archive.json(`/api/v1/people/${person}/votes?limit=1`);
    if (votes.length < MOST) this.tally.equal('votes of a person: total', votes.length, first.total);
    const times = votes.map((vote) => vote.vote_event.datetime);
    this.tally.equal('votes of a person: newest first', times, [...times].sort().reverse());
  }

  async eventFilters() {
    const events = await this.archive.all('/api/v1/events');
    if (events.length === 0) return this.tally.skip('filters of meetings', 'the archive has none');
    const [body] = this.specimens.bodies;
    const ids = (items) => items.map((item) => item.id).sort();
    const same = async (query, holds) => {
      const found = await this.archive.all(`/api/v1/events?${query}`);
      this.tally.equal(`events?${query}`, ids(found), ids(events.filter(holds)));
    };
    await same(`body=${body}`, (event) => event.body.id === body);
    const middle = events[Math.floor(events.length / 2)].datetime;
    await same(`from=${middle}`, (event) => event.datetime >= middle);
    await same(`to=${middle}`, (event) => event.datetime <= middle);
    await same('has=recording', (event) => event.has_recording);
    await same('has=transcript', (event) => event.has_transcript);
    await same('has=votes', (event) => event.vote_count > 0);
    const past = await this.archive.all('/api/v1/events?when=past');
    const upcoming = await this.archive.all('/api/v1/events?when=upcoming');
    this.tally.equal('meetings past and to come are all there are', ids([...past, ...upcoming]), ids(events));
  }

  // The rows say what the tally says, for each vote event and in its shorter form in lists.
  async tallies() {
    for (const id of this.specimens.votes) {
      const vote = await this.archive.json(`/api/v1/votes/${id}`);
      const counted = Object.fromEntries(Object.keys(vote.tally).map((name) => [name, 0]));
      for (const row of vote.rows) counted[row.class] += 1;
      this.tally.equal(`votes/${id}: tally is of its rows`, vote.tally, counted);
      const majority = counted.yes > counted.no ? 'yes' : counted.no > counted.yes ? 'no' : 'tie';
      this.tally.equal(`votes/${id}: majority`, vote.majority, vote.rows.length === 0 ? null : majority);
      const states = vote.rows.length > 0 && vote.stated_passed !== null;
      const disagrees = states && vote.stated_passed !== (majority === 'yes');
      this.tally.equal(`votes/${id}: outcome_disagrees`, vote.outcome_disagrees, disagrees);
      if (vote.event === null || vote.event.id === null) continue;
      const event = await this.archive.json(`/api/v1/events/${vote.event.id}`);
      const there = event.items.flatMap((item) => item.votes).find((other) => other.id === id);
      this.tally.equal(`votes/${id}: the same in its meeting`, there?.tally, vote.tally);
    }
  }

  async table() {
    const [person] = this.specimens.people;
    if (person === undefined) return this.tally.skip('votes.csv', 'the archive has nobody');
    const { text, headers } = await this.archive.ask(`/api/v1/people/${person}/votes.csv`);
    this.tally.check('votes.csv is UTF-8', headers.get('content-type').includes('charset=utf-8'));
    this.tally.check('votes.csv ends with a line end', text.endsWith('\r\n'));
    const [header, ...rows] = parseCsv(text);
    this.tally.check('votes.csv: rows are as wide as the header', rows.every((row) => row.length === header.length));
    const votes = await this.archive.all(`/api/v1/people/${person}/votes`);
    if (votes.length >= MOST) return;
    const column = (name) => rows.map((row) => row[header.indexOf(name)]);
    this.tally.equal('votes.csv: value', column('value'), votes.map((vote) => vote.value));
    this.tally.equal('votes.csv: class', column('class'), votes.map((vote) => vote.class));
    const events = votes.map((vote) => vote.vote_event);
    this.tally.equal('votes.csv: matter_title', column('matter_title'), events.map((event) => event.matter_title ?? ''));
    this.tally.equal('votes.csv: datetime', column('datetime'), events.map((event) => event.datetime));
    this.tally.check('votes.csv: ISO dates', column('date').every((date) => /^\d{4}-\d\d-\d\d$/.test(date)));
  }

  // Each record's page is there, and its own id of the source leads back to it.
  async addresses() {
    for (const [collection, kind] of Object.entries(KINDS)) {
      for (const id of this.specimens[collection].slice(0, 2)) {
        const record = await this.archive.json(`/api/v1/${collection}/${id}`);
        this.tally.equal(`${collection}/${id}: id`, record.id, id);
        const page = await this.archive.ask(record.url);
        this.tally.equal(`${record.url} is a page`, [page.status, page.type], [200, 'text/html']);
        const { source, external_id: externalId } = record.provenance;
        if (externalId === null) continue;
        const query = new URLSearchParams({ source, kind, external_id: externalId });
        const answer = await this.archive.ask(`/api/v1/resolve?${query}`);
        this.tally.equal(`resolve?${query}`, [answer.status, answer.body], [200, { id, url: record.url }]);
      }
    }
    const nobody = await this.archive.ask('/api/v1/resolve?source=nobody&kind=event&external_id=nothing');
    this.tally.equal('resolve of what nobody has', [nobody.status, nobody.body.code], [404, 'not_found']);
    const wrong = await this.archive.ask('/api/v1/resolve?source=a&kind=sandwich&external_id=b');
    const names = (answer, name) => answer.status === 400 && answer.body.detail.includes(name);
    this.tally.check('resolve of a kind there is not', names(wrong, 'kind'), wrong.text);
    const missing = await this.archive.ask('/api/v1/resolve?source=a&kind=event');
    this.tally.check('resolve without external_id', names(missing, 'external_id'), missing.text);
  }

  async transcripts() {
    for (const { id, n } of this.specimens.sessions) {
      const address = `/api/v1/events/${id}/sessions/${n}/transcript`;
      const { sentences } = await this.archive.json(`${address}.json`);
      const event = await this.archive.json(`/api/v1/events/${id}`);
      const { transcript } = event.sessions.find((session) => session.index === n);
      this.tally.equal(`${address}: sentence_count`, transcript.sentence_count, sentences.length);
      const forms = ['json', 'vtt', 'srt', 'txt'];
      this.tally.equal(`${address}: links`, forms.map((form) => transcript[form]), forms.map((form) => `${address}.${form}`));
      const vtt = await this.archive.ask(`${address}.vtt`);
      this.tally.check(`${address}.vtt begins as WebVTT does`, /^WEBVTT\r?\n/.test(vtt.text));
      const cues = [...vtt.text.matchAll(/^(\d\d+:)?\d\d:\d\d\.\d{3} --> (\d\d+:)?\d\d:\d\d\.\d{3}/gm)].length;
      this.tally.check(`${address}.vtt has cues`, cues > 0);
      const srt = await this.archive.ask(`${address}.srt`);
      this.tally.check(`${address}.srt begins with its first cue`, /^1\r?\n\d\d:\d\d:\d\d,\d{3} --> /.test(srt.text));
      const txt = await this.archive.ask(`${address}.txt`);
      this.tally.check(`${address}.txt is not empty`, txt.text.trim() !== '');
    }
  }

  // A phrase that was said is found where it was said, and the hit's address is a page.
  async search() {
    if (this.specimens.sessions.length === 0) return this.tally.skip('search', 'the archive has no transcript');
    const [{ id, n }] = this.specimens.sessions;
    const { sentences } = await this.archive.json(`/api/v1/events/${id}/sessions/${n}/transcript.json`);
    const words = sentences.flatMap((sentence) => sentence.text.toLowerCase().match(/[a-z]{6,}/g) ?? []);
    const [word] = words;
    if (!this.tally.check('the transcript has a word to search for', word)) return;
    const found = await this.archive.json(`/api/v1/search?q=${word}&event=${id}`);
    this.tally.check(`search for ${word} in its meeting finds it`, found.hits.length > 0);
    this.tally.check('hits are of that meeting', found.hits.every((hit) => hit.event.id === id));
    this.tally.check('snippets mark what was found', found.hits.every((hit) => hit.snippet_html.includes('<mark>')));
    this.tally.equal('query.text', found.query.text, word);
    for (const hit of found.hits.slice(0, 2)) {
      const page = await this.archive.ask(hit.url);
      this.tally.equal(`${hit.url} is a page`, [page.status, page.type], [200, 'text/html']);
      this.tally.check(`${hit.url} opens at the second`, hit.url.includes(`t=${Math.floor(hit.start_seconds)}`));
    }
    return this.searchOrder(word);
  }

  // When what the hits of a search say was said, in milliseconds.
  async times(word, sort) {
    const { hits } = await this.archive.json(`/api/v1/search?q=${word}&sort=${sort}&limit=50`);
    const events = new Map();
    for (const { event } of hits) {
      if (!events.has(event.id)) events.set(event.id, await this.archive.json(`/api/v1/events/${event.id}`));
    }
    const session = (hit) => events.get(hit.event.id).sessions.find((one) => one.index === hit.session);
    return hits.map((hit) => Date.parse(session(hit).datetime) + Math.round(hit.start_seconds * 1000));
  }

  async searchOrder(word) {
    const [newest, oldest] = [await this.times(word, 'newest'), await this.times(word, 'oldest')];
    this.tally.equal('sort=newest', newest, [...newest].sort((a, b) => b - a));
    this.tally.equal('sort=oldest', oldest, [...oldest].sort((a, b) => a - b));
    const first = await this.archive.json(`/api/v1/search?q=${word}&limit=1`);
    if (first.next === null) return;
    const second = await this.archive.json(`/api/v1/search?q=${word}&limit=1&cursor=${encodeURIComponent(first.next)}`);
    this.tally.check('the second page of a search goes on', second.hits[0].url !== first.hits[0].url);
  }

  async operation() {
    const { text } = await this.archive.ask('/metrics');
    const line = /^(#( HELP| TYPE) .+|[a-z_]+(\{([a-z]+="([^"\\]|\\.)*",?)*\})? [0-9.e+-]+|[a-z_]+ NaN)$/;
    const odd = text.trimEnd().split('\n').filter((row) => !line.test(row));
    this.tally.equal('lines of /metrics that are no exposition', odd, []);
    const requests = /^dais_http_requests_total\{surface="api".*\} (\d+)$/gm;
    const counted = (exposition) => [...exposition.matchAll(requests)].reduce((sum, match) => sum + Number(match[1]), 0);
    await this.archive.ask('/api/v1/bodies');
    const later = await this.archive.ask('/metrics');
    this.tally.check('/metrics counts requests', counted(later.text) > counted(text), `${counted(text)} then ${counted(later.text)}`);
    const first = await this.archive.ask('/api/v1/bodies');
    const etag = first.headers.get('etag');
    if (etag === null) return;
    const again = await this.archive.ask('/api/v1/bodies', { headers: { 'if-none-match': etag } });
    this.tally.equal('an answer that is known is not sent again', [again.status, again.text], [304, '']);
  }
}
