{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
<h1>Codebook</h1>
<p class="lede">What each table and column of the <a href="/data/">open data</a> means. Times are UTC in ISO 8601; an empty cell is what the source did not say; a row with a time in <code>withdrawn</code> is no longer shown by its source.</p>
<nav aria-label="Tables"><ul class="chips">{{#TABLE}}<li><a class="chip" href="#{{NAME}}">{{TITLE}}</a></li>{{/TABLE}}</ul></nav>
{{#TABLE}}<section aria-labelledby="{{NAME}}">
<h2 id="{{NAME}}">{{TITLE}}: <code>{{NAME}}</code></h2>
<p>{{DESCRIPTION}}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Columns of {{NAME}}"><table><caption class="vh">Columns of {{NAME}}</caption><thead><tr><th scope="col">Column</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead><tbody>
{{#COLUMN}}<tr><th scope="row"><code>{{COLUMN_NAME}}</code></th><td>{{TYPE}}</td><td>{{MEANING}}{{#REFERS}} An <code>id</code> of <a href="#{{TARGET}}">{{TARGET}}</a>.{{/REFERS}}{{#WORDS}} One of: {{TEXT}}.{{/WORDS}}</td></tr>
{{/COLUMN}}</tbody></table></div>
</section>
{{/TABLE}}
</div>
