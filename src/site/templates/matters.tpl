{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
<h1>Matters</h1>
<p class="lede">Bills, resolutions, applications: what the bodies decide on.</p>
<form class="filters" action="/matters" aria-label="Filter matters">
<p><label for="f-q">Number or title contains</label><input id="f-q" name="q" type="search" value="{{Q}}" autocomplete="off"></p>
<p><label for="f-type">Type</label><select id="f-type" name="type"><option value="">All types</option>{{#TYPE_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/TYPE_OPTION}}</select></p>
<p><label for="f-status">Status</label><select id="f-status" name="status"><option value="">Any status</option>{{#STATUS_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/STATUS_OPTION}}</select></p>
<p><label for="f-from">Introduced from</label><input id="f-from" name="from" type="date" value="{{FROM}}"></p>
<p><label for="f-to">To</label><input id="f-to" name="to" type="date" value="{{TO}}"></p>
{{#KEEP}}<input type="hidden" name="{{NAME}}" value="{{VALUE}}">{{/KEEP}}
<p><button>Show</button></p>
</form>
{{#CHIP}}<p class="chips">Only: <a class="chip" href="{{HREF}}">{{LABEL}}<span aria-hidden="true"> ×</span><span class="vh">, remove</span></a></p>{{/CHIP}}
<p class="count" role="status">{{COUNT}}</p>
{{#LIST}}<ul class="rows">{{#MATTER}}{{>ROW}}{{/MATTER}}</ul>{{/LIST}}
{{#NONE}}<section class="empty"><p>No matter is like that. <a href="/matters">Show all matters</a></p></section>{{/NONE}}
{{>PAGING}}
{{#TABLE}}<p class="muted"><a href="{{HREF}}">The whole list as a table (CSV)</a></p>{{/TABLE}}
</div>
