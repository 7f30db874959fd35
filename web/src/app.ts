// SPDX-License-Identifier: Apache-2.0
// What pages gain when scripts run. Everything they say and lead to is there without.
import { Keys } from "./keys";
import { startMeeting } from "./meeting";
import { showRelated } from "./related";
import { walkResults } from "./results";
import { suggestWhileTyping } from "./suggest";

const keys = new Keys();

keys.add(["/"], "go to the search box", () => {
  // The nearest question first: within the transcript, the page's own, the one in the header.
  const box = ["find-q", "q", "head-q"]
    .map((id) => document.getElementById(id))
    .find((each): each is HTMLInputElement => each instanceof HTMLInputElement);
  box?.focus();
  box?.select();
});

walkResults(keys);
suggestWhileTyping();
startMeeting(keys);
void showRelated();
keys.listen();
