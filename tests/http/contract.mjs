// SPDX-License-Identifier: Apache-2.0
// Holds a running `dais serve` to its OpenAPI document: node contract.mjs BASE_URL (or BASE_URL in the environment).
// Asks every route with ids found in its lists, validates each answer, and asks for what is wrong. Node 18 or newer.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { Archive } from './archive.mjs';
import { Document } from './document.mjs';
import { RecordChecks } from './record_checks.mjs';
import { RouteChecks } from './route_checks.mjs';
import { Tally } from './tally.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const DOCUMENT = here('../../src/api/openapi.json');
const RECORD_CHECKS = ['lists', 'eventFilters', 'tallies', 'table', 'addresses', 'transcripts', 'search', 'operation'];

const WRONG_ADDRESSES = [
  ['/api/v1/nothing', 404],
  ['/api/v2/events', 404],
  ['/api/v1/events/%00', 400],
  ['/api/v1/events/%ff', 400],
  ['/api/v1/events/..%2f..%2fetc', 400],
];

function lint(tally) {
  const redocly = here('node_modules/@redocly/cli/bin/cli.js');
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const words = [redocly, 'lint', '--config', here('redocly.yaml'), DOCUMENT];
  const run = spawnSync(process.execPath, words, { encoding: 'utf8', env });
  const clean = run.status === 0 && !/warning/i.test(run.stderr);
  tally.check('redocly finds nothing in openapi.json', clean, `${run.stdout}${run.stderr}`);
}

async function wrongAddresses(archive, document, tally) {
  for (const [target, status] of WRONG_ADDRESSES) {
    const answer = await archive.ask(target);
    tally.equal(`${target} answers ${status}`, answer.status, status);
    tally.equal(`${target} is a problem`, answer.type, 'application/problem+json');
    if (answer.type !== 'application/problem+json') continue;
    const complaint = document.complaint('/api/v1/resolve', answer.status, answer.body);
    tally.check(`${target} is a problem as documented`, complaint === undefined, complaint);
  }
}

async function main(baseUrl) {
  const tally = new Tally();
  const archive = new Archive(baseUrl);
  lint(tally);
  const served = await archive.json('/openapi.json');
  tally.equal('/openapi.json is src/api/openapi.json', served, JSON.parse(readFileSync(DOCUMENT, 'utf8')));
  const document = new Document(served);
  const specimens = await archive.specimens();
  const routes = new RouteChecks(archive, document, tally);
  await routes.sameRoutes();
  for (const path of document.paths()) await routes.route(path, specimens);
  await routes.anythingIsAQuery();
  await wrongAddresses(archive, document, tally);
  const records = new RecordChecks(archive, specimens, tally);
  for (const name of RECORD_CHECKS) {
    try {
      await records[name]();
    } catch (error) {
      tally.check(name, false, error.message);
    }
  }
  console.log(`${tally.passed} passed, ${tally.failed} failed${tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''}`);
  return tally.failed === 0 ? 0 : 1;
}

const baseUrl = process.argv[2] ?? process.env.BASE_URL;
if (!baseUrl) {
  console.error('usage: node contract.mjs BASE_URL, of a running `dais serve`');
  process.exit(2);
}
process.exit(await main(baseUrl));
