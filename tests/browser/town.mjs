// SPDX-License-Identifier: Apache-2.0
// What of the served archive the tests need, asked from its API: nothing here knows the sample town by heart.
import { Skip } from "./harness.mjs";

async function json(path) {
  const answer = await fetch(process.env.BASE_URL + path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/// A sentence well within a recording that is kept here, and words of it that are found nowhere else.
export async function findMoment() {
  const events = (await json("/api/v1/events?has=recording&limit=200")).items;
  for (const event of events) {
    const html = await (await fetch(`${process.env.BASE_URL}/events/${event.id}`)).text();
    if (!/<video[^>]* src="\/media\//.test(html)) continue;
    const answer = await fetch(`${process.env.BASE_URL}/api/v1/events/${event.id}/sessions/0/transcript.json`);
    if (!answer.ok) continue;
    const { sentences } = await answer.json();
    for (const sentence of sentences.slice(4)) {
      const phrase = sentence.text.match(/[A-Za-z]{3,}( [A-Za-z]{3,}){3}/)?.[0];
      if (!phrase || sentence.start_time < 15) continue;
      const found = await json(`/api/v1/search?q=${encodeURIComponent(`"${phrase}"`)}`);
      if (found.hits.length === 1 && found.hits[0].event.id === event.id) return { event: event.id, phrase, hit: found.hits[0], text: sentences.map((each) => each.text).join(" ") };
    }
  }
  throw new Skip("the archive keeps no video with a transcript");
}

/// A word that is said in several sentences of one recording.
export function repeatedWord(text) {
  const counts = new Map();
  for (const word of text.match(/\b[a-z]{5,}\b/g) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= 3).sort((a, b) => b[1] - a[1])[0]?.[0];
}

/// The text with a word left out, one changed and one added.
function changed(text) {
  const words = text.split(" ").slice(0, 24);
  words.splice(2, 1);
  words.splice(5, 1, "zeppelin", "harbour");
  return `${words.join(" ")} … ${text.split(" ").slice(30).join(" ")}`;
}

/// [name, path] of one page of each kind and of its variants.
export async function everyPage(moment) {
  const first = async (list) => (await json(`/api/v1/${list}?limit=1`)).items[0]?.id;
  const [person, matter, body] = [await first("people"), await first("matters"), await first("bodies")];
  const event = await json(`/api/v1/events/${moment.event}`);
  const vote = JSON.stringify(event).match(/\/votes\/([a-z2-7]{13})/)?.[1] ?? (event.items ?? []).flatMap((item) => item.votes ?? [])[0]?.id;
  const voter = (await json("/api/v1/people?limit=200")).items.sort((a, b) => b.vote_count - a.vote_count)[0]?.id;
  const upcoming = (await json("/api/v1/events?when=upcoming&limit=1")).items[0]?.id;
  const plain = (await json("/api/v1/events?limit=200")).items.filter((each) => !each.has_recording && !each.has_transcript)[0]?.id;
  const runs = (await json("/api/v1/runs?limit=200")).items;
  const refused = runs.find((run) => run.refused > 0);
  const waiting = runs.find((run) => run.waits_until !== null);
  const waits = waiting && (await json(`/api/v1/runs/${waiting.id}`));
  const pages = [
    ["home", "/"],
    ["search-empty", "/search"],
    ["search", `/search?q=${encodeURIComponent(moment.phrase.split(" ")[1])}`],
    ["search-nothing", "/search?q=zyzzyva"],
    ["search-follow", `/search/follow?q=${encodeURIComponent(moment.phrase.split(" ")[1])}`],
    ["check", "/check"],
    ["check-verbatim", `/check?q=${encodeURIComponent(moment.hit.text)}`],
    ["check-changed", `/check?q=${encodeURIComponent(changed(moment.hit.text))}`],
    ["check-nothing", "/check?q=zyzzyva+zyzzyvas"],
    ["trends-empty", "/trends"],
    ["trends", `/trends?q=${encodeURIComponent(`the, and, ${moment.phrase.split(" ")[1]}`)}`],
    ["trends-by-person", "/trends?q=the&by=person&show=count&per=year"],
    ["trends-nothing", "/trends?q=zyzzyva"],
    ["like", `/like?event=${moment.event}&s=0&t=${Math.floor(moment.hit.start_seconds)}`],
    ["events", "/events"],
    ["event", `/events/${moment.event}`],
    ["event-at", `/events/${moment.event}?s=0&t=${Math.floor(moment.hit.start_seconds)}&q=${encodeURIComponent(moment.phrase)}`],
    ["event-range", `/events/${moment.event}?s=0&t=${Math.floor(moment.hit.start_seconds)},${Math.floor(moment.hit.start_seconds) + 12}`],
    ["runs", "/runs"],
    ["run-refused", refused && `/runs/${refused.id}`],
    ["run-waits", waits && `/runs/${waits.id}`],
    ["run-step", waits && waits.items.length > 0 && waits.items.at(-1).url],
    ["people", "/people"],
    ["person", person && `/people/${person}`],
    ["matters", "/matters"],
    ["matter", matter && `/matters/${matter}`],
    ["bodies", "/bodies"],
    ["body", body && `/bodies/${body}`],
    ["vote", vote && `/votes/${vote}`],
    ["votes", "/votes?contested=true"],
    ["votes-of-person", voter && `/votes?person=${voter}&against=true`],
    ["person-voter", voter && `/people/${voter}?class=yes`],
    ["agreement", voter && `/people/${voter}/agreement?sort=least`],
    ["attendance", voter && `/people/${voter}/attendance`],
    ["body-record", body && `/bodies/${body}/record`],
    ["coverage", "/coverage"],
    ["coverage-body", body && `/coverage?body=${body}`],
    ["voting", "/voting"],
    ["event-upcoming", upcoming && `/events/${upcoming}`],
    ["event-bare", plain && `/events/${plain}`],
    ["help", "/help"],
    ["data", "/data/"],
    ["codebook", "/data/codebook"],
    ["not-found", "/events/no-such-meeting"],
    ["bad-request", "/events?colour=red"],
  ];
  return pages.filter(([, path]) => path);
}
