// SPDX-License-Identifier: Apache-2.0
// What holds for every route of the document, whichever it is.
const WRONG_VALUES = {
  limit: ['0', '201', '-1', 'abc', '1.5', '99999999999999999999'],
  cursor: ['surely-no-cursor'],
  from: ['abc', '2023-13-01'],
  to: ['abc', '0001-01-01'],
  body: ['surely-no-body'],
  person: ['surely-no-person'],
  event: ['surely-no-event'],
  sponsor: ['surely-no-person'],
  year: ['abc', '99', '20233'],
  s: ['abc', '-1', '1.5'],
  t: ['abc', '-1', '1e99'],
  with: ['surely-no-person'],
  a: ['surely-no-person'],
  b: ['surely-no-person'],
};
const COLLECTIONS = ['events', 'people', 'matters', 'bodies', 'votes', 'runs'];
// What a search for anything answers is always right.
const ANYTHING = ['', '"', "' OR 1=1 --", '-', 'OR', 'NEAR(', 'speaker:', 'after:never', '日本語', '*', '\\', '%', '"unclosed phrase'];

export function concrete(path, specimens) {
  if (path.includes('{n}')) return specimens.sessions.map(({ id, n }) => path.replace('{id}', id).replace('{n}', n));
  if (!path.includes('{id}')) return [path];
  const collection = COLLECTIONS.find((name) => path.startsWith(`/api/v1/${name}/`));
  return specimens[collection].map((id) => path.replace('{id}', id));
}

// Rows are of somebody: what the route requires is in the address.
const OF_SOMEBODY = {
  '/api/v1/insight/agreement/rows': ([a, b]) => ({ a, b }),
  '/api/v1/insight/dissent/rows': ([person]) => ({ person }),
  '/api/v1/insight/attendance/rows': ([person]) => ({ person }),
  '/api/v1/insight/attendance/rows.csv': ([person]) => ({ person }),
};

// Words that every archive says.
const OF_WORDS = {
  '/api/v1/resolve': { source: 'a', kind: 'event', external_id: 'b' },
  '/api/v1/check': { q: 'we will … the' },
  '/api/v1/trends': { q: 'the, and' },
  '/api/v1/trends.csv': { q: 'the, and' },
};
// A moment of a recording that is transcribed.
const OF_A_MOMENT = '/api/v1/like';

// Of this route with what it requires; `given`: people, or the meeting of a moment.
function minimal(path, target, extra, given) {
  const required = path === OF_A_MOMENT ? { event: given[0] } : OF_WORDS[path] ?? OF_SOMEBODY[path]?.(given);
  const query = new URLSearchParams({ ...required, ...extra }).toString();
  return query === '' ? target : `${target}?${query}`;
}

export class RouteChecks {
  constructor(archive, document, tally) {
    Object.assign(this, { archive, document, tally });
  }

  // The answer is of this status, of the documented type, and valid; every answer of the API may be read from anywhere.
  async expect(path, target, status) {
    const answer = await this.archive.ask(target);
    const { tally, document } = this;
    const shown = `answers ${answer.status} ${answer.text.slice(0, 160)}`;
    if (!tally.check(`${target} answers ${status}`, answer.status === status, shown)) return answer;
    if (!tally.check(`${target}: ${status} is documented`, document.response(path, status))) return answer;
    const type = document.mediaType(path, status);
    tally.check(`${target} is ${type}`, answer.type === type, answer.type);
    const complaint = document.complaint(path, status, answer.body);
    tally.check(`${target} is as documented`, complaint === undefined, complaint);
    tally.equal(`${target} may be read from any origin`, answer.headers.get('access-control-allow-origin'), '*');
    return answer;
  }

  async expectProblem(path, target, status, named) {
    const answer = await this.expect(path, target, status);
    if (answer.type !== 'application/problem+json') return;
    this.tally.equal(`${target}: status in the body`, answer.body.status, status);
    this.tally.check(`${target}: has a request id`, answer.body.request_id !== '');
    if (named) this.tally.check(`${target} names ${named}`, answer.body.detail.includes(named), answer.body.detail);
  }

  async refuses(path, target, people = []) {
    await this.expectProblem(path, minimal(path, target, { surely_unknown: '1' }, people), 400, 'surely_unknown');
    for (const parameter of this.document.queryParameters(path)) {
      const { name } = parameter;
      const schema = this.document.resolved(parameter.schema);
      const wrong = WRONG_VALUES[name] ?? (schema.enum ? ['surely-none', schema.enum[0].toUpperCase()] : []);
      for (const value of wrong) {
        await this.expectProblem(path, minimal(path, target, { [name]: value }, people), 400, name);
      }
      const twice = `${target}?${name}=a&${name}=a`;
      await this.expectProblem(path, twice, 400, name);
    }
  }

  async route(path, specimens) {
    if (path in OF_SOMEBODY) {
      if (specimens.people.length < 2) return this.tally.skip(path, 'the archive has nobody to ask about');
      await this.expect(path, minimal(path, path, {}, specimens.people), 200);
      return this.refuses(path, path, specimens.people);
    }
    if (path === OF_A_MOMENT) {
      const meetings = specimens.sessions.map(({ id }) => id);
      if (meetings.length === 0) return this.tally.skip(path, 'the archive has no transcript');
      await this.expect(path, minimal(path, path, {}, meetings), 200);
      await this.expectProblem(path, minimal(path, path, { s: '999' }, meetings), 404);
      return this.refuses(path, path, meetings);
    }
    const targets = concrete(path, specimens).map((target) => (path in OF_WORDS ? minimal(path, target, {}) : target));
    if (targets.length === 0) {
      this.tally.skip(path, 'the archive has none to ask for');
      return;
    }
    if (path === '/api/v1/resolve') {
      await this.refuses(path, path);
      return; // record_checks.mjs asks it for what there is
    }
    for (const target of targets) await this.expect(path, target, 200);
    await this.refuses(path, path in OF_WORDS ? path : targets[0]);
    if (path.includes('{id}')) {
      const missing = path.replace('{id}', 'zzzzzzzzzzzzz').replace('{n}', '0');
      await this.expectProblem(path, missing, 404);
    }
    if (path.includes('{n}')) {
      await this.expectProblem(path, path.replace('{id}', specimens.sessions[0].id).replace('{n}', '999'), 404);
    }
    await this.otherMethods(targets[0]);
  }

  async otherMethods(target) {
    const head = await this.archive.ask(target, { method: 'HEAD' });
    this.tally.equal(`HEAD ${target} answers 200`, head.status, 200);
    this.tally.equal(`HEAD ${target} has no body`, head.text, '');
    const post = await this.archive.ask(target, { method: 'POST' });
    this.tally.equal(`POST ${target} answers 405`, post.status, 405);
  }

  async anythingIsAQuery() {
    for (const text of ANYTHING) {
      await this.expect('/api/v1/search', `/api/v1/search?q=${encodeURIComponent(text)}`, 200);
    }
  }

  // The program's own list of routes and the document name the same addresses.
  async sameRoutes() {
    const { routes } = await this.archive.json('/api/v1/');
    const documented = this.document.paths();
    this.tally.equal('routes that the document lacks', routes.filter((route) => !documented.includes(route)), []);
    this.tally.equal('documented routes that nobody answers', documented.filter((path) => !routes.includes(path)), []);
    const ids = Object.values(this.document.json.paths).map((path) => path.get.operationId);
    this.tally.equal('operation ids are distinct', new Set(ids).size, ids.length);
  }
}
