{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
{{>BANNER}}
<p class="eyebrow">{{#BODY}}<a href="/bodies/{{ID}}">{{NAME}}</a>, {{/BODY}}<time datetime="{{DATE_ISO}}">{{DATE_TEXT}}</time></p>
<h1>{{QUESTION}}</h1>
{{#MATTER}}<p class="lede"><a href="/matters/{{ID}}">{{NAME}}</a>{{#TITLED}} {{TEXT}}{{/TITLED}}</p>{{/MATTER}}
<p class="verdict">{{TALLY}}</p>
{{#DISAGREES}}<p class="banner" role="note"><strong>Two things the source says do not fit.</strong> It states the outcome “{{STATED}}”, but {{ROWS_SAY}}. Both are shown as they were given.</p>{{/DISAGREES}}
{{#BAR}}<div class="bar" role="img" aria-label="{{BAR_LABEL}}">{{#SVG}}<svg viewBox="0 0 1000 28" preserveAspectRatio="none" aria-hidden="true" focusable="false">{{#RECT}}<rect class="{{CLASS}}" x="{{X}}" y="0" width="{{W}}" height="28"/>{{/RECT}}</svg>{{/SVG}}</div>
<ul class="legend">{{#KEY}}<li><span class="swatch {{CLASS}}" aria-hidden="true"></span>{{LABEL}}: {{NUMBER}}</li>{{/KEY}}</ul>{{/BAR}}
<dl class="facts">{{#FACT}}<div><dt>{{WHAT}}</dt><dd>{{#LINK}}<a href="{{HREF}}">{{TEXT}}</a>{{/LINK}}{{#NO_LINK}}{{TEXT}}{{/NO_LINK}}</dd></div>
{{/FACT}}</dl>
<section aria-labelledby="rows-h"><h2 id="rows-h">Who voted how</h2>
{{#ROWS}}<table><caption class="vh">Each person’s vote</caption><thead><tr><th scope="col">Person</th><th scope="col">Vote</th><th scope="col">As the source writes it</th></tr></thead><tbody>
{{#ROW}}<tr><th scope="row">{{#LINKED}}<a href="/people/{{ID}}">{{NAME}}</a>{{/LINKED}}{{#UNLINKED}}{{NAME}}{{/UNLINKED}}</th><td><span class="vote {{CLASS}}">{{LABEL}}</span></td><td>{{VALUE}}</td></tr>
{{/ROW}}</tbody></table>{{/ROWS}}
{{#NO_ROWS}}<p>No individual votes were recorded{{#METHOD}} ({{TEXT}}){{/METHOD}}. Many decisions are taken without counting each member.</p>{{/NO_ROWS}}</section>
{{>PROVENANCE}}
</div>
