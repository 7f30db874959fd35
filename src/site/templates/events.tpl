{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
<h1>Meetings</h1>
<form class="filters" action="/events" aria-label="Filter meetings">
<p><label for="f-body">Body</label><select id="f-body" name="body"><option value="">All bodies</option>{{#BODY_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/BODY_OPTION}}</select></p>
<p><label for="f-from">From</label><input id="f-from" name="from" type="date" value="{{FROM}}"></p>
<p><label for="f-to">To</label><input id="f-to" name="to" type="date" value="{{TO}}"></p>
<p><label for="f-has">With</label><select id="f-has" name="has">{{#HAS_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/HAS_OPTION}}</select></p>
<p><label for="f-when">When</label><select id="f-when" name="when">{{#WHEN_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/WHEN_OPTION}}</select></p>
<p><button>Show</button></p>
</form>
<p class="count" role="status">{{COUNT}}</p>
{{#LIST}}<ul class="rows">{{#MEETING}}{{>ROW}}{{/MEETING}}</ul>{{/LIST}}
{{#NONE}}<section class="empty"><p>No meeting is like that. <a href="/events">Show all meetings</a></p></section>{{/NONE}}
{{>PAGING}}
{{#TABLE}}<p class="muted"><a href="{{HREF}}">The whole list as a table (CSV)</a></p>{{/TABLE}}
</div>
