{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
<h1>Bodies</h1>
<p class="lede">Councils, committees and boards in this archive.</p>
<p class="count">{{COUNT}}</p>
{{#LIST}}<ul class="cards">{{#BODY}}<li><a href="/bodies/{{ID}}">{{NAME}}</a>{{#DESCRIBED}}<span>{{TEXT}}</span>{{/DESCRIBED}}<span class="muted">{{COUNTS}}</span>{{#INACTIVE}}<span class="tags"><span class="tag">No longer active</span></span>{{/INACTIVE}}</li>
{{/BODY}}</ul>{{/LIST}}
{{#NONE}}<section class="empty"><p>This archive knows no body yet.</p></section>{{/NONE}}
{{>PAGING}}
{{#TABLE}}<p class="muted"><a href="{{HREF}}">The whole list as a table (CSV)</a></p>{{/TABLE}}
</div>
