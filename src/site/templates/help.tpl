{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap narrow prose">
<h1>How to search and cite</h1>
<h2>Searching</h2>
<p>Search looks through everything that was said in the meetings of this archive. Type what you would say. Each result is a moment: it opens the meeting at that second.</p>
<table><caption class="vh">What you can type</caption><thead><tr><th scope="col">Type</th><th scope="col">To find</th></tr></thead><tbody>
<tr><td><code>bike lanes</code></td><td>passages with these words, the best first</td></tr>
<tr><td><code>"bike lanes"</code></td><td>exactly this phrase</td></tr>
<tr><td><code>parking -meter</code></td><td>parking, without the word meter</td></tr>
<tr><td><code>tree OR hedge</code></td><td>either word</td></tr>
<tr><td><code>snow NEAR plow</code></td><td>both words, at most ten words apart; <code>NEAR/5</code> for five</td></tr>
<tr><td><code>zon*</code></td><td>words that begin so: zone, zoning</td></tr>
<tr><td><code>(snow plow) OR "salt truck"</code></td><td>what stands in parentheses belongs together</td></tr>
<tr><td><code>Int 2159</code>, <code>item seven</code>, <code>$1.2 million</code></td><td>numbers, said or written: “intro twenty one fifty nine” too</td></tr>
<tr><td><code>part-time</code></td><td>also written part time, or parttime</td></tr>
<tr><td><code>speaker:lee budget</code></td><td>what somebody named Lee said about a budget</td></tr>
<tr><td><code>body:planning</code></td><td>meetings of a body</td></tr>
<tr><td><code>after:2024-01-01 before:2024-07-01</code></td><td>meetings between two days</td></tr>
</tbody></table>
<p>Above the results you read how your words were understood. Captions are often made by machine and write names by ear: if a name is not found, try another spelling. What is counted are moments, passages of half a minute to a minute: a word that is said three times in one of them is one moment.</p>
<p><a href="/check">Check a quotation</a>: whether something was said, by whom, and in which words. <a href="/trends">Terms over time</a>: how often something is said, month by month.</p>
<p>Words are found in their other forms too: <code>house</code> finds houses and housing. Put a word in quotes to have it exactly as said.</p>
<p><em>Follow this search</em>, above the results, leads to addresses for a feed reader or a calendar that tell you of new moments. They need no account.</p>
<h2 id="keys">Keys</h2>
<table><caption class="vh">Keyboard</caption><thead><tr><th scope="col">Key</th><th scope="col">Does</th></tr></thead><tbody>
<tr><td><kbd>/</kbd></td><td>go to the search box</td></tr>
<tr><td><kbd>?</kbd></td><td>show the keys</td></tr>
<tr><td><kbd>j</kbd> <kbd>k</kbd> or <kbd>n</kbd> <kbd>p</kbd></td><td>in results: next, previous; <kbd>Enter</kbd> opens</td></tr>
<tr><td><kbd>Space</kbd> or <kbd>k</kbd></td><td>in a meeting: play or pause</td></tr>
<tr><td><kbd>j</kbd> <kbd>l</kbd> or <kbd>←</kbd> <kbd>→</kbd></td><td>in a meeting: 10 or 5 seconds back, forward</td></tr>
<tr><td><kbd>n</kbd> <kbd>p</kbd> or <kbd>]</kbd> <kbd>[</kbd></td><td>in a meeting: next, previous place found; the recording stays paused</td></tr>
<tr><td><kbd>.</kbd> <kbd>,</kbd></td><td>in a meeting: next agenda item, agenda item before</td></tr>
<tr><td><kbd>f</kbd></td><td>in a meeting: let the transcript follow the recording, or not</td></tr>
</tbody></table>
<h2 id="cite">Citing and linking</h2>
<p>Every sentence of a transcript is an address. Choose the time beside a sentence, or <kbd>¶</kbd> beside a speaker’s name, and copy the address from your browser. It looks like <code>/events/…?s=0&amp;t=90</code>: <code>s</code> is the recording, counted from 0, and <code>t</code> the second. You can also write <code>t=1h2m3s</code>, or a range such as <code>t=90,120</code>. These addresses are kept.</p>
<p>Of a range, the page quotes all that is said in it. <em>Cite this</em> below the recording writes out the meeting, the place, the lasting address, and of when the record and its transcript are: both may be mended later.</p>
<p>Before you quote, listen: transcripts say who made them, but the recording is the record.</p>
<h2 id="transcripts">Transcripts</h2>
<p>Above each transcript stands what made it:</p>
<dl class="terms">
<dt>Written by people</dt><dd>A clerk’s or a reporter’s text.</dd>
<dt>Made from captions</dt><dd>The subtitles that came with the recording. Somebody typed them as the meeting went on, or a machine did; they do not say which. Names are often misspelt.</dd>
<dt>Made by machine</dt><dd>A program listened to the recording. Expect mistakes, above all in names.</dd>
<dt>Draft</dt><dd>A small program made a first attempt so that there is something to search; a quarter of the words or more may be wrong. Anything better takes its place. Do not quote a draft.</dd>
</dl>
<p>Where several are kept, the best is shown, and the others are listed above it. A <em>stated confidence</em> is what the transcript says of itself. Most say nothing; then there is no figure.</p>
<p>Colours do not tell how sure the text is. In the transcript the sentence that your link leads to is yellow, with a line below it; the sentence that is being spoken is blue; words that you looked for are marked. On the agenda, <em>Starts at about</em> and a percentage mean that the time was worked out from the transcript: how likely the item begins within a minute of it. A time without a percentage was given by the source.</p>
<h2 id="clips">Clips</h2>
<p>Where the recording is kept here, you can download a part of it. Choose the time beside the first sentence, open <em>Cut a clip</em> under the recording, change the end, and choose <em>Download clip</em>. Nothing is encoded anew, so the picture may begin a few seconds early. A clip that is asked for the first time takes a moment to be cut: the page waits and then downloads it.</p>
<h2>Votes</h2>
<p>Absent, abstained, recused and not voting are shown apart; none of them is counted as a no. Counts are made from the individual votes. Where they do not fit the outcome the source states, the page says so. Many decisions are taken by voice or by consent; then there are no individual votes to show.</p>
<h2>Data</h2>
<p>Every page has the same content as JSON: put <code>/api/v1</code> before its path. <a href="/openapi.json">The description of the interface</a> follows OpenAPI.</p>
</div>
