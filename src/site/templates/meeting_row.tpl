{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<li class="row">
{{#PICTURE}}<img class="picture" src="{{SRC}}" alt="" width="160" height="90" loading="lazy">
{{/PICTURE}}<a class="row-title" href="/events/{{ID}}">{{BODY}}<span class="vh">, {{DATE_TEXT}}</span></a>
<time datetime="{{DATE_ISO}}">{{DATE_TEXT}}</time>
<span class="tags">{{#STATE}}<span class="tag strong">{{STATE_TEXT}}</span>{{/STATE}}{{#WITHDRAWN}}<span class="tag strong">Withdrawn by its source</span>{{/WITHDRAWN}}{{#TAG}}<span class="tag">{{TEXT}}</span>{{/TAG}}</span>
</li>
