{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
<p class="eyebrow"><a href="/people/{{ID}}">{{PERSON}}</a></p>
<h1>Who votes with {{PERSON}}</h1>
<p class="lede">Among the votes where both said yes or no, how often both said the same.</p>
{{>FILTERS}}
<p class="count" role="status">{{COUNT}} · <a href="{{CSV_HREF}}">Download as a table (CSV)</a></p>
<p class="orders">Order: {{#ORDER}}{{#IS_ON}}<a href="{{HREF}}" aria-current="true">{{LABEL}}</a>{{/IS_ON}}{{#IS_OFF}}<a href="{{HREF}}">{{LABEL}}</a>{{/IS_OFF}} {{/ORDER}}</p>
{{#LIST}}<div class="scroll" tabindex="0" role="region" aria-label="Table of colleagues"><table class="wide numbers"><caption class="vh">Agreement of {{PERSON}} with each colleague</caption><thead><tr><th scope="col">Colleague</th><th scope="col">Agreed</th><th scope="col">Votes shared</th><th scope="col">Said the same</th><th scope="col">Disagreed</th></tr></thead><tbody>
{{#COLLEAGUE}}<tr><th scope="row"><a href="/people/{{ID}}">{{NAME}}</a></th><td>{{SHARE}}{{#IS_FEW}} <span class="tag">few votes</span>{{/IS_FEW}}</td><td><a href="{{SHARED_HREF}}">{{SHARED}}</a></td><td><a href="{{SAME_HREF}}">{{SAME}}</a></td><td>{{#DIFFERENT}}<a href="{{HREF}}">{{COUNT}}</a>{{/DIFFERENT}}{{#NEVER}}0{{/NEVER}}</td></tr>
{{/COLLEAGUE}}</tbody></table></div>{{/LIST}}
{{#NONE}}<p class="empty">No colleague shares such a vote.</p>{{/NONE}}
{{>HOW}}
</div>
