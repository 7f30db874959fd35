{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
{{>BANNER}}
<p class="eyebrow">{{OFFICE}}</p>
<h1>{{NAME}}</h1>
{{#ALIASES}}<p class="muted">Also written: {{TEXT}}</p>{{/ALIASES}}
<ul class="actions">
{{#SPOKEN}}<li><a class="button" href="{{SAID_HREF}}">What they said</a></li>{{/SPOKEN}}
{{#EMAIL}}<li><a class="button quiet" href="mailto:{{TEXT}}">{{TEXT}}</a></li>{{/EMAIL}}
{{#PHONE}}<li><span class="plain">{{TEXT}}</span></li>{{/PHONE}}
{{#WEBSITE}}<li><a class="button quiet" href="{{URL}}" rel="noopener">Website</a></li>{{/WEBSITE}}
{{#PICTURE}}<li><a class="button quiet" href="{{URL}}" rel="noopener">Picture</a></li>{{/PICTURE}}
</ul>
<div class="columns">
<section aria-labelledby="roles-h"><h2 id="roles-h">Offices</h2>
{{#ROLES}}<ul class="people">{{#ROLE}}<li><span>{{TITLE}}{{#BODY}}, <a href="/bodies/{{ID}}">{{NAME}}</a>{{/BODY}}{{#SEAT}} ({{TEXT}}){{/SEAT}}</span><span class="muted">{{WHEN}}</span></li>
{{/ROLE}}</ul>{{/ROLES}}{{#NO_ROLES}}<p class="muted">The sources name no office.</p>{{/NO_ROLES}}</section>
<section aria-labelledby="sponsored-h"><h2 id="sponsored-h">Matters sponsored</h2>
{{#SPONSORED}}<ul class="rows">{{#MATTER}}{{>ROW}}{{/MATTER}}</ul>{{/SPONSORED}}
{{#ALL_SPONSORED}}<p><a href="{{HREF}}">{{TEXT}}</a></p>{{/ALL_SPONSORED}}{{#NO_SPONSORED}}<p class="muted">None in this archive.</p>{{/NO_SPONSORED}}</section>
</div>
<section aria-labelledby="votes-h"><h2 id="votes-h">Votes</h2>
<p>{{TALLY_WORDS}}</p>
{{#HAS_VOTES}}
<form class="filters" action="/people/{{ID}}" aria-label="Filter votes">
<p><label for="f-class">Vote</label><select id="f-class" name="class"><option value="">Any</option>{{#CLASS_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/CLASS_OPTION}}</select></p>
<p><label for="f-body">Body</label><select id="f-body" name="body"><option value="">All bodies</option>{{#BODY_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/BODY_OPTION}}</select></p>
<p><label for="f-from">From</label><input id="f-from" name="from" type="date" value="{{FROM}}"></p>
<p><label for="f-to">To</label><input id="f-to" name="to" type="date" value="{{TO}}"></p>
<p><button>Show</button></p>
</form>
<p class="count" role="status">{{COUNT}} · <a href="{{CSV_HREF}}">Download as a table (CSV)</a></p>
{{#VOTES}}<div class="scroll" tabindex="0" role="region" aria-label="Table of votes"><table class="wide"><caption class="vh">Votes of {{NAME}}, newest first</caption><thead><tr><th scope="col">Date</th><th scope="col">On</th><th scope="col">Vote</th><th scope="col">Result</th></tr></thead><tbody>
{{#VOTE}}<tr><td><time datetime="{{ISO}}">{{DATE}}</time></td><th scope="row"><a href="/votes/{{VOTE_ID}}">{{QUESTION}}</a>{{#ABOUT}}<span class="about">{{TEXT}}</span>{{/ABOUT}}</th><td><span class="vote {{CLASS}}">{{LABEL}}</span>{{#AS_WRITTEN}} <span class="muted">“{{TEXT}}”</span>{{/AS_WRITTEN}}</td><td>{{TALLY}}</td></tr>
{{/VOTE}}</tbody></table></div>{{/VOTES}}
{{#NO_VOTES}}<p class="empty">No vote is like that. <a href="/people/{{ID}}">Show all votes</a></p>{{/NO_VOTES}}
{{>PAGING}}{{/HAS_VOTES}}
</section>
{{>PROVENANCE}}
</div>
