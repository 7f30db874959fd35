{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
{{>BANNER}}
<p class="eyebrow">{{KIND}}</p>
<h1>{{NAME}}</h1>
{{#DESCRIBED}}<p class="lede">{{TEXT}}</p>{{/DESCRIBED}}
<p class="muted">{{COUNTS}}{{#INACTIVE}} · No longer active{{/INACTIVE}}</p>
<form class="inline-search" action="/search" role="search" aria-label="This body"><label for="q">Search what was said here</label><div><input id="q" name="q" type="search" autocomplete="off"><input type="hidden" name="body" value="{{ID}}"><button>Search</button></div></form>
{{#RECORD}}<section aria-labelledby="record-h"><h2 id="record-h">Voting record</h2>
<p><a href="{{VOTES_HREF}}">{{VOTES}}</a> recorded name by name, <a href="{{CONTESTED_HREF}}">{{CONTESTED}} of them contested</a>; {{ROLL_CALLS}}.</p>
<ul class="actions"><li><a class="button" href="{{RECORD_HREF}}">Attendance and who votes with whom</a></li></ul></section>{{/RECORD}}
{{#UPCOMING}}<section aria-labelledby="next-h"><h2 id="next-h">Next meetings</h2><ul class="rows">{{#MEETING}}{{>ROW}}{{/MEETING}}</ul></section>{{/UPCOMING}}
<div class="columns">
<section aria-labelledby="meetings-h"><h2 id="meetings-h">Meetings</h2>
{{#MEETINGS}}<ul class="rows">{{#MEETING}}{{>ROW}}{{/MEETING}}</ul>{{>PAGING}}{{/MEETINGS}}{{#NO_MEETINGS}}<p class="muted">No meeting is in the archive.</p>{{/NO_MEETINGS}}</section>
<section aria-labelledby="members-h"><h2 id="members-h">Members</h2>
{{#CURRENT}}<ul class="people">{{#MEMBER}}<li>{{#LINKED}}<a href="/people/{{ID}}">{{NAME}}</a>{{/LINKED}}{{#UNLINKED}}{{NAME}}{{/UNLINKED}}<span class="muted">{{OFFICE}}</span></li>
{{/MEMBER}}</ul>{{/CURRENT}}
{{#FORMER}}<details><summary>Former members ({{COUNT}})</summary><ul class="people">{{#MEMBER}}<li>{{#LINKED}}<a href="/people/{{ID}}">{{NAME}}</a>{{/LINKED}}{{#UNLINKED}}{{NAME}}{{/UNLINKED}}<span class="muted">{{OFFICE}}</span></li>
{{/MEMBER}}</ul></details>{{/FORMER}}
{{#NO_MEMBERS}}<p class="muted">The sources name no members.</p>{{/NO_MEMBERS}}</section>
</div>
<p><a href="{{COVERAGE_HREF}}">What the archive holds of this body, and what is missing</a></p>
{{>PROVENANCE}}
</div>
