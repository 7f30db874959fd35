{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap meeting" data-event="{{ID}}" data-session="{{SESSION}}">
{{>BANNER}}
<header class="meeting-head">
<p class="eyebrow">{{#BODY_LINK}}<a href="/bodies/{{BODY_ID}}">{{BODY}}</a>{{/BODY_LINK}}{{#BODY_PLAIN}}{{BODY}}{{/BODY_PLAIN}}</p>
<h1>{{HEADING}}</h1>
<p class="when"><time datetime="{{DATE_ISO}}">{{DATE_TEXT}}</time>{{#LOCATION}} · {{TEXT}}{{/LOCATION}}{{#DURATION}} · {{TEXT}} of transcript{{/DURATION}}</p>
{{#TAGS}}<p class="tags">{{#STRONG}}<span class="tag strong">{{TEXT}}</span>{{/STRONG}}{{#WEAK}}<span class="tag">{{TEXT}}</span>{{/WEAK}}</p>{{/TAGS}}
{{#COMMENT}}<p class="prose pre-line">{{TEXT:pre_escape}}</p>{{/COMMENT}}
{{#ACTIONS}}<ul class="actions">
{{#AGENDA_LINK}}<li><a class="button quiet" href="{{URL}}" rel="noopener">Agenda document</a></li>{{/AGENDA_LINK}}
{{#MINUTES_LINK}}<li><a class="button quiet" href="{{URL}}" rel="noopener">Minutes</a></li>{{/MINUTES_LINK}}
{{#PREVIOUS}}<li><a class="button quiet" rel="prev" href="/events/{{PREVIOUS_ID}}">Meeting before</a></li>{{/PREVIOUS}}
{{#NEXT}}<li><a class="button quiet" rel="next" href="/events/{{NEXT_ID}}">Meeting after</a></li>{{/NEXT}}
</ul>{{/ACTIONS}}
{{#PAPER_NOTE}}<p class="muted">{{TEXT}}</p>{{/PAPER_NOTE}}
{{#JUMPS}}<nav class="jumps" aria-label="On this page"><ul>{{#JUMP}}<li><a href="#{{TARGET}}">{{LABEL}}</a></li>{{/JUMP}}</ul></nav>{{/JUMPS}}
</header>
<div class="meeting-grid">
<div class="meeting-media">
{{#SESSIONS}}<nav class="sessions" aria-label="Recordings of this meeting"><ul>{{#TAB}}<li><a href="?s={{N}}"{{#ON}} aria-current="true"{{/ON}}>{{LABEL}}</a></li>{{/TAB}}</ul></nav>{{/SESSIONS}}
<div class="player-slot">{{>PLAYER}}</div>
{{#ASKED}}<div class="asked"><p><strong>{{WHEN}}</strong>{{#SPEAKER}} {{TEXT}}{{/SPEAKER}}</p>{{#QUOTE}}<blockquote>{{#TURN}}<p>{{#VOICE}}<b>{{TEXT}}:</b> {{/VOICE}}{{TEXT}}</p>{{/TURN}}</blockquote>{{#MORE}}<p class="muted">The transcript has the rest.</p>{{/MORE}}<p><a href="#here">Read on from here</a> · <a href="{{LIKE_HREF}}">More passages like this</a></p>{{/QUOTE}}{{#NO_QUOTE}}<p class="muted">{{TEXT}}</p>{{/NO_QUOTE}}</div>{{/ASKED}}
{{#CLIP}}<details class="clip-part"{{#OPEN}} open{{/OPEN}}><summary>Cut a clip</summary><form class="clip" data-clip action="{{ACTION}}" aria-label="Clip"><input type="hidden" name="s" value="{{SESSION}}"><p><label for="clip-from">From</label><input id="clip-from" name="from" value="{{FROM}}" required autocomplete="off"></p><p><label for="clip-to">To</label><input id="clip-to" name="to" value="{{TO}}" required autocomplete="off" aria-describedby="clip-most"></p><p><button>Download clip</button></p><p class="muted" id="clip-most">At most {{LONGEST}}; write 81, 1:21 or 1:02:03.</p></form></details>{{/CLIP}}
{{#CITE}}<details class="cite"><summary>Cite this</summary><p data-cite>{{WHAT}}, <a href="{{HREF}}" data-permanent>{{HREF}}</a>. {{VERSION}}</p></details>{{/CITE}}
</div>
<div class="meeting-text">
<section id="agenda" aria-labelledby="agenda-h"><h2 id="agenda-h">Agenda</h2>
{{>AGENDA}}
{{#NO_AGENDA}}<p class="muted">{{TEXT}}</p>{{/NO_AGENDA}}
</section>
{{#ATTENDANCE}}<section id="attendance" aria-labelledby="attendance-h"><h2 id="attendance-h">Attendance</h2>
<dl class="facts">{{#GROUP}}<div><dt>{{VALUE}} ({{COUNT}})</dt><dd>{{#PERSON}}{{#LINKED}}<a href="/people/{{ID}}">{{NAME}}</a>{{/LINKED}}{{#UNLINKED}}{{NAME}}{{/UNLINKED}}{{#COMMA}}, {{/COMMA}}{{/PERSON}}</dd></div>
{{/GROUP}}</dl></section>{{/ATTENDANCE}}
<section id="transcript" aria-labelledby="transcript-h"><h2 id="transcript-h">Transcript</h2>
{{#HAS_TRANSCRIPT}}
{{#FAULT}}<p class="banner"><strong>{{WHAT}}</strong> {{TEXT}}</p>
{{/FAULT}}<p class="made">{{MADE_BY}} <span class="downloads">Download: {{#DOWNLOAD}}<a href="{{HREF}}">{{LABEL}}</a> {{/DOWNLOAD}}</span></p>
{{#OTHERS}}<details class="made"><summary>{{SUMMARY}}</summary><ul>{{#OTHER}}<li>{{WHAT}}{{#FAULT}} Not shown first: {{TEXT}}.{{/FAULT}} <a href="{{HREF}}">Read it as text</a></li>{{/OTHER}}</ul></details>
{{/OTHERS}}{{#WHO}}<details class="made who"><summary>{{SUMMARY}}</summary><table class="stack"><caption class="vh">Speakers and how they were recognised</caption><thead><tr><th scope="col">In the transcript</th><th scope="col">Person</th><th scope="col">Because</th></tr></thead><tbody>{{#KNOWN}}<tr><th scope="row">{{LABEL}}</th><td data-is="Person"><a href="/people/{{ID}}">{{NAME}}</a></td><td data-is="Because">{{EVIDENCE}}</td></tr>{{/KNOWN}}</tbody></table></details>
{{/WHO}}<form class="find" action="{{SELF}}#transcript" role="search" aria-label="Find in this transcript"><label for="find-q">Find in this transcript</label><div><input id="find-q" name="q" type="search" value="{{Q}}" autocomplete="off"><input type="hidden" name="s" value="{{SESSION}}"><button>Find</button></div></form>
{{#FOUND}}<div class="found" data-found><p role="status">{{SENTENCE}}</p>
{{#WALK}}<p class="walk">{{#PREV}}<a class="button quiet" data-prev-hit href="{{HREF}}">Previous</a>{{/PREV}} {{#NEXT_HIT}}<a class="button quiet" data-next-hit href="{{HREF}}">Next</a>{{/NEXT_HIT}} <a class="button quiet" href="{{CLEAR_HREF}}">Clear</a> <a href="{{EVERYWHERE_HREF}}">Search all meetings</a></p>
<p class="times">{{#TIME}}<a class="time" href="{{HREF}}">{{CLOCK}}</a> {{/TIME}}{{#MORE}}<span class="muted">{{TEXT}}</span>{{/MORE}}</p>{{/WALK}}</div>{{/FOUND}}
<div class="transcript" data-transcript{{#LANGUAGE}} lang="{{CODE}}"{{/LANGUAGE}}>
{{>TURNS}}
</div>{{/HAS_TRANSCRIPT}}
{{#NO_TRANSCRIPT}}<p class="muted">{{TEXT}}</p>{{/NO_TRANSCRIPT}}
</section>
</div>
</div>
{{>PROVENANCE}}
</div>
