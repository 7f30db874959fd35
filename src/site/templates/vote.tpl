{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
{{>BANNER}}
<p class="eyebrow">{{#BODY}}<a href="/bodies/{{ID}}">{{NAME}}</a>, {{/BODY}}<time datetime="{{DATE_ISO}}">{{DATE_TEXT}}</time></p>
<h1>{{QUESTION}}</h1>
{{#MATTER}}<p class="lede"><a href="/matters/{{ID}}">{{NAME}}</a>{{#TITLED}} {{TEXT}}{{/TITLED}}</p>{{/MATTER}}
<p class="verdict">{{TALLY}}</p>
{{#CONTESTED}}<p><span class="tag">Contested: at least one person said no</span></p>{{/CONTESTED}}
{{#DISAGREES}}<p class="banner" role="note"><strong>Two things the source says do not fit.</strong> It states the outcome “{{STATED}}”, but {{ROWS_SAY}}. Both are shown as they were given.</p>{{/DISAGREES}}
{{>TALLY_PLOT}}
<dl class="facts">{{#FACT}}<div><dt>{{WHAT}}</dt><dd>{{#LINK}}<a href="{{HREF}}">{{TEXT}}</a>{{/LINK}}{{#NO_LINK}}{{TEXT}}{{/NO_LINK}}</dd></div>
{{/FACT}}</dl>
{{#EVIDENCE}}<section aria-labelledby="evidence-h"><h2 id="evidence-h">What the record says of it</h2><blockquote class="prose pre-line">{{TEXT:pre_escape}}</blockquote></section>{{/EVIDENCE}}
<section aria-labelledby="rows-h"><h2 id="rows-h">Who voted how</h2>
{{#ROWS_CSV}}<p class="muted"><a href="{{HREF}}">This table as CSV</a></p>{{/ROWS_CSV}}
{{#ROWS}}<div class="scroll fits" tabindex="0" role="region" aria-label="Table of votes"><table><caption class="vh">Each person’s vote</caption><thead><tr><th scope="col">Person</th><th scope="col">Vote</th><th scope="col">As the source writes it</th></tr></thead><tbody>
{{#ROW}}{{#GROUP}}<tr class="group"><th colspan="3" scope="colgroup">{{GROUP_LABEL}}: {{GROUP_COUNT}}</th></tr>{{/GROUP}}<tr><th scope="row">{{#LINKED}}<a href="/people/{{ID}}">{{NAME}}</a>{{/LINKED}}{{#UNLINKED}}{{NAME}}{{/UNLINKED}}</th><td><span class="vote {{CLASS}}">{{LABEL}}</span></td><td>{{VALUE}}</td></tr>
{{/ROW}}</tbody></table></div>{{/ROWS}}
{{#NO_ROWS}}<p>No individual votes were recorded{{#METHOD}} ({{TEXT}}){{/METHOD}}. Many decisions are taken without counting each member.</p>{{/NO_ROWS}}</section>
{{>HOW}}
{{>PROVENANCE}}
</div>
