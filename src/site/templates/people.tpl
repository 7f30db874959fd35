{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
<h1>People</h1>
<form class="filters" action="/people" aria-label="Filter people">
<p><label for="f-q">Name contains</label><input id="f-q" name="q" type="search" value="{{Q}}" autocomplete="off"></p>
<p><label for="f-body">Body</label><select id="f-body" name="body"><option value="">All bodies</option>{{#BODY_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/BODY_OPTION}}</select></p>
<p><label for="f-active">In office</label><select id="f-active" name="active">{{#ACTIVE_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/ACTIVE_OPTION}}</select></p>
<p><button>Show</button></p>
</form>
<p class="count" role="status">{{COUNT}}</p>
{{#LIST}}<ul class="cards">{{#PERSON}}<li><a href="/people/{{ID}}">{{NAME}}</a>{{#OFFICE}}<span>{{TEXT}}</span>{{/OFFICE}}<span class="muted">{{COUNTS}}</span></li>
{{/PERSON}}</ul>{{/LIST}}
{{#NONE}}<section class="empty"><p>Nobody is like that. <a href="/people">Show everybody</a></p></section>{{/NONE}}
{{>PAGING}}
{{#TABLE}}<p class="muted"><a href="{{HREF}}">The whole list as a table (CSV)</a></p>{{/TABLE}}
</div>
