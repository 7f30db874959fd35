{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<ol class="agenda">
{{#ITEM}}<li id="item-{{ITEM_ID}}"{{#FROM}} data-from="{{T}}"{{/FROM}}>
<div class="item-number">{{NUMBER}}</div>
<div>
<h3>{{NAME}}</h3>
{{#WITHDRAWN}}<p class="tags"><span class="tag strong">Withdrawn by its source</span></p>{{/WITHDRAWN}}
{{#MATTER}}<p>{{MATTER_TYPE}}{{#LINKED}}<a href="/matters/{{ID}}">{{MATTER_NAME}}</a>{{/LINKED}}{{#UNLINKED}}{{MATTER_NAME}}{{/UNLINKED}}{{#TITLED}} {{TEXT}}{{/TITLED}}</p>{{/MATTER}}
{{#DESCRIPTION}}<p class="muted pre-line">{{TEXT:pre_escape}}</p>{{/DESCRIPTION}}
{{#AT}}<div class="at"><a class="time" href="?s={{SESSION}}&amp;t={{T}}#t{{T}}">Starts at {{#ABOUT}}about {{/ABOUT}}{{CLOCK}}</a>{{#WHY}} <details><summary>{{SURE}} % sure</summary><p>{{TEXT}} Worked out from the transcript.</p></details>{{/WHY}}</div>{{/AT}}
{{#DECIDED}}<p class="decision">{{#ACTION}}<span>{{TEXT}}</span> {{/ACTION}}{{#DECISION}}<strong>{{TEXT}}</strong>{{/DECISION}}</p>{{/DECIDED}}
{{#VOTES}}<ul class="item-votes">{{#VOTE}}<li><a href="/votes/{{VOTE_ID}}">{{TALLY}}</a>{{#DISAGREES}} <span class="tag strong">Outcome and rows disagree</span>{{/DISAGREES}}</li>{{/VOTE}}</ul>{{/VOTES}}
{{#FILES}}<ul class="files">{{#FILE}}<li>{{#LINKED}}<a href="{{URI}}" rel="noopener">{{FILE_NAME}}</a>{{/LINKED}}{{#UNLINKED}}{{FILE_NAME}} <span class="muted">(no web address given)</span>{{/UNLINKED}}{{#FILE_NOTE}} <span class="muted">{{TEXT}}</span>{{/FILE_NOTE}}</li>{{/FILE}}</ul>{{/FILES}}
</div>
</li>
{{/ITEM}}
</ol>
