{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
<h1>{{HEADING}}</h1>
{{#LEDE}}<p class="lede">{{TEXT}}</p>{{/LEDE}}
{{#BACK}}<p><a href="{{HREF}}">{{TEXT}}</a></p>{{/BACK}}
{{>FILTERS}}
<p class="count" role="status">{{COUNT}} · <a href="{{CSV_HREF}}">Table (CSV)</a> · <a href="{{JSON_HREF}}">JSON</a></p>
{{#LIST}}<div class="scroll" tabindex="0" role="region" aria-label="Table of votes"><table class="wide"><caption class="vh">{{CAPTION}}</caption><thead><tr><th scope="col">Date</th><th scope="col">On</th>{{#WHO}}<th scope="col">{{NAME}}</th>{{/WHO}}<th scope="col">Result</th></tr></thead><tbody>
{{#VOTE}}<tr><td><time datetime="{{ISO}}">{{DATE}}</time></td><th scope="row"><a href="/votes/{{VOTE_ID}}">{{QUESTION}}</a>{{#ABOUT}}<span class="about">{{TEXT}}</span>{{/ABOUT}}<span class="muted">{{BODY}}</span></th>{{#CAST}}<td>{{#GIVEN}}<span class="vote {{CLASS}}">{{LABEL}}</span>{{#AS_WRITTEN}} <span class="muted">“{{TEXT}}”</span>{{/AS_WRITTEN}}{{/GIVEN}}</td>{{/CAST}}<td>{{TALLY}}{{#DISAGREES}} <span class="tag strong">Outcome and rows disagree</span>{{/DISAGREES}}</td></tr>
{{/VOTE}}</tbody></table></div>{{/LIST}}
{{#NONE}}<p class="empty">No vote is like that. <a href="{{ALL_HREF}}">Show all votes</a></p>{{/NONE}}
{{>PAGING}}
{{>HOW}}
</div>
