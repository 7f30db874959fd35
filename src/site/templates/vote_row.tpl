{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<li class="row">
<a class="row-title" href="/votes/{{ID}}">{{QUESTION}}</a>
{{#ABOUT}}<span class="about">{{ABOUT_TEXT}}</span>{{/ABOUT}}
<span class="tally-words">{{TALLY}}</span>
{{#DISAGREES}}<span class="tags"><span class="tag strong">Outcome and rows disagree</span></span>{{/DISAGREES}}
<span class="muted">{{BODY}}, <time datetime="{{DATE_ISO}}">{{DATE_TEXT}}</time></span>
</li>
