{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
{{>BANNER}}
<p class="eyebrow">{{OFFICE}}</p>
<h1>{{NAME}}</h1>
{{#ALIASES}}<p class="muted">Also written: {{TEXT}}</p>{{/ALIASES}}
<ul class="actions">
{{#SPOKEN}}<li><a class="button" href="{{SAID_HREF}}">What they said</a></li>{{/SPOKEN}}
{{#HAS_VOTES}}<li><a class="button" href="#votes">Every vote</a></li>{{/HAS_VOTES}}
{{#EMAIL}}<li><a class="button quiet" href="mailto:{{TEXT}}">{{TEXT}}</a></li>{{/EMAIL}}
{{#PHONE}}<li><span class="plain">{{TEXT}}</span></li>{{/PHONE}}
{{#WEBSITE}}<li><a class="button quiet" href="{{URL}}" rel="noopener">Website</a></li>{{/WEBSITE}}
{{#PICTURE}}<li><a class="button quiet" href="{{URL}}" rel="noopener">Picture</a></li>{{/PICTURE}}
</ul>
{{#FIGURES}}<section aria-labelledby="record-h"><h2 id="record-h">Voting record</h2>
{{#BY_YEAR}}{{>VOTES_PLOT}}
<div class="scroll" tabindex="0" role="region" aria-label="Votes by year"><table class="numbers"><caption class="vh">Votes by year and class; each number leads to its votes</caption><thead><tr><th scope="col">Year</th>{{#CLASS_HEAD}}<th scope="col">{{LABEL}}</th>{{/CLASS_HEAD}}</tr></thead><tbody>
{{#YEAR}}<tr><th scope="row">{{YEAR_NUMBER}}</th>{{#CELL}}<td>{{#NUMBER}}<a href="{{HREF}}">{{COUNT}}</a>{{/NUMBER}}{{#ZERO}}0{{/ZERO}}</td>{{/CELL}}</tr>
{{/YEAR}}</tbody></table></div>{{/BY_YEAR}}
{{#DISSENT}}<p>Against the majority: {{#DISSENT_ROWS}}<a href="{{HREF}}">{{/DISSENT_ROWS}}{{TIMES}}{{#DISSENT_ROWS}}</a>{{/DISSENT_ROWS}} in {{BASE}} ({{SHARE}}).</p>{{/DISSENT}}
<div class="columns">
<section aria-labelledby="there-h"><h3 id="there-h">Attendance</h3>
{{#ATTENDANCE}}<p>Present at <a href="{{ROWS_HREF}}">{{PRESENT}} of {{TOTAL}}</a> ({{SHARE}}).</p>
{{>ATTENDANCE_PLOT}}
<details><summary>By body</summary><div class="scroll" tabindex="0" role="region" aria-label="Attendance by body"><table class="numbers"><caption class="vh">Attendance by body</caption><thead><tr><th scope="col">Body</th><th scope="col">Present</th><th scope="col">Roll calls</th><th scope="col">Share</th></tr></thead><tbody>
{{#BODY_ROW}}<tr><th scope="row"><a href="/bodies/{{BODY_ID}}">{{BODY_NAME}}</a></th><td><a href="{{HREF}}&amp;present=true">{{PRESENT}}</a></td><td><a href="{{HREF}}">{{TOTAL}}</a></td><td>{{SHARE}}</td></tr>
{{/BODY_ROW}}</tbody></table></div></details>{{/ATTENDANCE}}
{{#NO_ATTENDANCE}}<p class="muted">No roll call names this person.</p>{{/NO_ATTENDANCE}}</section>
{{#AGREEMENT}}<section aria-labelledby="with-h"><h3 id="with-h">Who votes with them</h3>
{{#FEW_COLLEAGUES}}<p class="muted">Too few contested votes are shared to compare.</p>{{/FEW_COLLEAGUES}}
{{#SIDE}}<table class="numbers"><caption>{{SIDE_NAME}}, in contested votes</caption><thead><tr><th scope="col">Colleague</th><th scope="col">Agreed</th><th scope="col">Same of shared</th></tr></thead><tbody>
{{#COLLEAGUE}}<tr><th scope="row"><a href="/people/{{ID}}">{{NAME}}</a></th><td>{{SHARE}}</td><td><a href="{{HREF}}&amp;contested=true">{{SAME}} of {{SHARED}}</a></td></tr>
{{/COLLEAGUE}}</tbody></table>{{/SIDE}}
<p><a href="{{ALL_HREF}}">Agreement with each colleague</a></p></section>{{/AGREEMENT}}
</div>
{{>HOW}}</section>{{/FIGURES}}
<div class="columns">
<section aria-labelledby="roles-h"><h2 id="roles-h">Offices</h2>
{{#ROLES}}<ul class="people">{{#ROLE}}<li><span>{{TITLE}}{{#BODY}}, <a href="/bodies/{{ID}}">{{NAME}}</a>{{/BODY}}{{#SEAT}} ({{TEXT}}){{/SEAT}}</span><span class="muted">{{WHEN}}</span></li>
{{/ROLE}}</ul>{{/ROLES}}{{#MORE_ROLES}}<details><summary>{{COUNT}} more</summary><ul class="people">{{#ROLE}}<li><span>{{TITLE}}{{#BODY}}, <a href="/bodies/{{ID}}">{{NAME}}</a>{{/BODY}}{{#SEAT}} ({{TEXT}}){{/SEAT}}</span><span class="muted">{{WHEN}}</span></li>
{{/ROLE}}</ul></details>{{/MORE_ROLES}}{{#NO_ROLES}}<p class="muted">The sources name no office.</p>{{/NO_ROLES}}</section>
<section aria-labelledby="sponsored-h"><h2 id="sponsored-h">Matters sponsored</h2>
{{#SPONSORSHIP}}<div class="scroll" tabindex="0" role="region" aria-label="Matters sponsored by type"><table class="numbers"><caption class="vh">Matters sponsored, by type, and what became of them</caption><thead><tr><th scope="col">Type</th><th scope="col">Sponsored</th><th scope="col">As prime sponsor</th><th scope="col">Succeeded</th><th scope="col">Share</th></tr></thead><tbody>
{{#TYPE}}<tr><th scope="row">{{TYPE_NAME}}</th><td><a href="{{HREF}}">{{SPONSORED}}</a></td><td>{{PRIME_COUNT}}</td><td>{{SUCCEEDED}}</td><td>{{SHARE}}</td></tr>
{{/TYPE}}</tbody></table></div>{{/SPONSORSHIP}}
{{#SPONSORED}}<ul class="rows">{{#MATTER}}{{>ROW}}{{/MATTER}}</ul>{{/SPONSORED}}
{{#ALL_SPONSORED}}<p><a href="{{HREF}}">{{TEXT}}</a></p>{{/ALL_SPONSORED}}{{#NO_SPONSORED}}<p class="muted">None in this archive.</p>{{/NO_SPONSORED}}</section>
</div>
{{#SAID}}<section aria-labelledby="said-h"><h2 id="said-h">What they said last</h2>
<ol class="moments">{{#MOMENT}}<li><blockquote>{{WORDS}}</blockquote><p class="muted"><a href="{{HREF}}">{{BODY_NAME}}, <time datetime="{{ISO}}">{{DATE}}</time>, at {{CLOCK}}</a>{{#KNOWN_BY}} <span class="known-by">{{TEXT}}</span>{{/KNOWN_BY}}</p></li>
{{/MOMENT}}</ol><p><a href="{{SAID_ALL}}">Everything they said</a></p></section>{{/SAID}}
<section aria-labelledby="votes-h" id="votes"><h2 id="votes-h">Votes</h2>
<p>{{TALLY_WORDS}}</p>
{{#HAS_VOTES}}
{{>FILTERS}}
<p class="count" role="status">{{COUNT}} · <a href="{{CSV_HREF}}">Download as a table (CSV)</a></p>
{{#VOTES}}<div class="scroll" tabindex="0" role="region" aria-label="Table of votes"><table class="wide"><caption class="vh">Votes of {{NAME}}, newest first</caption><thead><tr><th scope="col">Date</th><th scope="col">On</th><th scope="col">Vote</th><th scope="col">Result</th></tr></thead><tbody>
{{#VOTE}}<tr><td><time datetime="{{ISO}}">{{DATE}}</time></td><th scope="row"><a href="/votes/{{VOTE_ID}}">{{QUESTION}}</a>{{#ABOUT}}<span class="about">{{TEXT}}</span>{{/ABOUT}}</th><td><span class="vote {{CLASS}}">{{LABEL}}</span>{{#AS_WRITTEN}} <span class="muted">“{{TEXT}}”</span>{{/AS_WRITTEN}}</td><td>{{TALLY}}</td></tr>
{{/VOTE}}</tbody></table></div>{{/VOTES}}
{{#NO_VOTES}}<p class="empty">No vote is like that. <a href="/people/{{ID}}">Show all votes</a></p>{{/NO_VOTES}}
{{>PAGING}}{{/HAS_VOTES}}
</section>
{{>PROVENANCE}}
</div>
