{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<li class="row">
<a class="row-title" href="/matters/{{ID}}">{{NAME}}</a>
{{#TITLED}}<span class="about">{{MATTER_TITLE}}</span>{{/TITLED}}
<span class="tags">{{#WITHDRAWN}}<span class="tag strong">Withdrawn by its source</span>{{/WITHDRAWN}}{{#TAG}}<span class="tag">{{TEXT}}</span>{{/TAG}}</span>
<span class="muted">{{#SPONSOR}}Sponsored by {{SPONSOR_TEXT}}. {{/SPONSOR}}{{#INTRODUCED}}Introduced <time datetime="{{ISO}}">{{TEXT}}</time>{{/INTRODUCED}}</span>
</li>
