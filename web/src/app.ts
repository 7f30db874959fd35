// SPDX-License-Identifier: Apache-2.0
// What pages gain when scripts run. Everything they say and lead to is there without.
import { Keys } from "./keys";
import { startMeeting } from "./meeting";
import { walkResults } from "./results";

const keys = new Keys();

keys.add(["/"], "go to the search box", () => {
  const box = document.querySelector<HTMLInputElement>("#find-q, #q, #head-q");
  box?.focus();
  box?.select();
});

walkResults(keys);
startMeeting(keys);
keys.listen();
