{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
{{>BANNER}}
<p class="eyebrow">{{EYEBROW}}</p>
<h1>{{NAME}}</h1>
{{#TITLED}}<p class="lede">{{TEXT}}</p>{{/TITLED}}
<ul class="actions"><li><a class="button" href="{{SAID_HREF}}">Find where it was spoken of</a></li></ul>
{{#SUMMARY}}<section><h2>Summary</h2><p class="prose pre-line">{{TEXT:pre_escape}}</p></section>{{/SUMMARY}}
<dl class="facts">{{#FACT}}<div><dt>{{WHAT}}</dt><dd>{{#LINK}}<a href="{{HREF}}">{{TEXT}}</a>{{/LINK}}{{#NO_LINK}}{{TEXT}}{{/NO_LINK}}{{#WHEN}}<time datetime="{{ISO}}">{{TEXT}}</time>{{/WHEN}}</dd></div>
{{/FACT}}</dl>
<div class="columns">
<section aria-labelledby="life-h"><h2 id="life-h">What happened</h2>
{{#ACTIONS}}<ol class="timeline">{{#ACTION}}<li><time datetime="{{ISO}}">{{DATE}}</time><div><strong>{{WHAT}}</strong>{{#OUTCOME}} <span class="tag">{{TEXT}}</span>{{/OUTCOME}}{{#WHERE}} <span class="muted">{{#LINKED}}<a href="{{HREF}}">{{TEXT}}</a>{{/LINKED}}{{#UNLINKED}}{{TEXT}}{{/UNLINKED}}</span>{{/WHERE}}{{#DESCRIPTION}}<p>{{TEXT}}</p>{{/DESCRIPTION}}{{#VOTE}}<p><a href="/votes/{{VOTE_ID}}">{{TALLY}}</a>{{#VOTE_DISAGREES}} <span class="tag strong">Outcome and rows disagree</span>{{/VOTE_DISAGREES}}</p>{{/VOTE}}{{#MOMENT}}<p class="moment"><a href="{{HREF}}">Spoken of at {{CLOCK}}</a>{{#SPEAKER}} by {{TEXT}}{{/SPEAKER}}: “{{WORDS}}”</p>{{/MOMENT}}</div></li>
{{/ACTION}}</ol>{{/ACTIONS}}{{#NO_ACTIONS}}<p class="muted">The sources name no step yet.</p>{{/NO_ACTIONS}}</section>
<section aria-labelledby="sponsors-h"><h2 id="sponsors-h">Sponsors</h2>
{{#SPONSORS}}<ul class="people">{{#SPONSOR}}<li>{{#LINKED}}<a href="/people/{{ID}}">{{NAME}}</a>{{/LINKED}}{{#UNLINKED}}{{NAME}}{{/UNLINKED}}{{#PRIME}}<span class="muted">Prime sponsor</span>{{/PRIME}}</li>
{{/SPONSOR}}</ul>{{/SPONSORS}}{{#NO_SPONSORS}}<p class="muted">None named.</p>{{/NO_SPONSORS}}
{{#FILES}}<h2>Files</h2><ul class="files">{{#FILE}}<li>{{#LINKED}}<a href="{{URI}}" rel="noopener">{{FILE_NAME}}</a>{{/LINKED}}{{#UNLINKED}}{{FILE_NAME}} <span class="muted">(no web address given)</span>{{/UNLINKED}}{{#FILE_NOTE}} <span class="muted">{{TEXT}}</span>{{/FILE_NOTE}}</li>
{{/FILE}}</ul>{{/FILES}}</section>
</div>
{{#TEXT_OF_IT}}<section><h2>Text</h2><details><summary>Read the text</summary><div class="prose pre">{{TEXT:pre_escape}}</div></details></section>{{/TEXT_OF_IT}}
{{#VERSIONS}}<section aria-labelledby="versions-h"><h2 id="versions-h">Text before</h2><p>The archive has kept {{COUNT}}.</p>{{#VERSION}}<details><summary>Until <time datetime="{{ISO}}">{{UNTIL}}</time></summary><div class="prose pre">{{OLD_TEXT:pre_escape}}</div></details>{{/VERSION}}</section>{{/VERSIONS}}
{{>PROVENANCE}}
</div>
