{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
<p class="eyebrow"><a href="/people/{{ID}}">{{PERSON}}</a></p>
<h1>Attendance of {{PERSON}}</h1>
<p class="lede">The meetings whose recorded roll call names {{PERSON}}, newest first. Meetings without a roll call count for nobody.</p>
{{>FILTERS}}
<p class="count" role="status">{{COUNT}} · <a href="{{CSV_HREF}}">Download as a table (CSV)</a></p>
<p class="orders">Show: {{#ORDER}}{{#IS_ON}}<a href="{{HREF}}" aria-current="true">{{LABEL}}</a>{{/IS_ON}}{{#IS_OFF}}<a href="{{HREF}}">{{LABEL}}</a>{{/IS_OFF}} {{/ORDER}}</p>
{{#LIST}}<div class="scroll fits" tabindex="0" role="region" aria-label="Table of roll calls"><table class="wide"><caption class="vh">Roll calls of {{PERSON}}</caption><thead><tr><th scope="col">Date</th><th scope="col">Meeting</th><th scope="col">Roll call</th></tr></thead><tbody>
{{#MEETING}}<tr><td><time datetime="{{ISO}}">{{DATE}}</time></td><th scope="row"><a href="/events/{{EVENT}}">{{BODY}}</a></th><td><span class="vote {{CLASS}}">{{LABEL}}</span>{{#AS_WRITTEN}} <span class="muted">“{{TEXT}}”</span>{{/AS_WRITTEN}}</td></tr>
{{/MEETING}}</tbody></table></div>{{/LIST}}
{{#NONE}}<p class="empty">No roll call is like that.</p>{{/NONE}}
{{>PAGING}}
{{>HOW}}
</div>
