{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
<h1>Terms over time</h1>
<p class="lede">How often something is said, month by month: of 10,000 words spoken, so many. Each figure leads to its moments.</p>
<form class="study-form" action="/trends">
<div class="fields">
<p class="wide"><label for="f-q">Terms, with commas between; five at most</label><input id="f-q" name="q" type="text" value="{{Q}}" autocomplete="off" aria-describedby="q-how"></p>
<p><label for="f-per">Per</label><select id="f-per" name="per">{{#PER_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/PER_OPTION}}</select></p>
<p><label for="f-by">Told apart by</label><select id="f-by" name="by">{{#BY_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/BY_OPTION}}</select></p>
<p><label for="f-show">Drawn as</label><select id="f-show" name="show">{{#SHOW_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/SHOW_OPTION}}</select></p>
<p><label for="f-body">Body</label><select id="f-body" name="body"><option value="">All bodies</option>{{#BODY_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/BODY_OPTION}}</select></p>
<p><label for="f-from">From</label><input id="f-from" name="from" type="date" value="{{FROM}}"></p>
<p><label for="f-to">To</label><input id="f-to" name="to" type="date" value="{{TO}}"></p>
</div>
{{#KEEP}}<input type="hidden" name="{{NAME}}" value="{{VALUE}}">{{/KEEP}}
<p class="muted" id="q-how">A word counts in all its forms; <code>"housing"</code> in that form alone. Several words count as said in a row. <code>snow*</code> is every word that begins so; <code>bike OR bicycle</code> counts both together.</p>
<p><button>Show</button></p>
</form>
{{#CHIPS}}<p class="chips">Only: {{#CHIP}}<a class="chip" href="{{HREF}}">{{LABEL}}<span aria-hidden="true"> ×</span><span class="vh">, remove</span></a> {{/CHIP}}</p>{{/CHIPS}}
{{#ANSWER}}
<p role="status">Counted: {{UNDERSTOOD}}. {{HELD}}</p>
{{>PLOT}}
<p class="count"><a href="{{CSV_HREF}}">These figures as a table (CSV)</a> · <a href="{{JSON_HREF}}">JSON</a></p>
{{#MORE_GROUPS}}<p class="muted">{{COUNT}} more say it; the six that say it most often are shown.</p>{{/MORE_GROUPS}}
<div class="scroll" tabindex="0" role="region" aria-label="Table of terms over time"><table class="wide numbers trend-table"><caption>How often it was said, and of 10,000 words spoken</caption><thead><tr><th scope="col">{{PERIOD_NAME}}</th>{{#COLUMN}}<th scope="col">{{LABEL}}</th>{{/COLUMN}}{{#ALL_WORDS}}<th scope="col">Words spoken</th>{{/ALL_WORDS}}</tr></thead><tbody>
{{#ROW}}<tr><th scope="row">{{PERIOD}}</th>{{#CELL}}<td>{{#SAID}}<a href="{{HREF}}">{{COUNT}}</a>{{/SAID}}{{#NEVER}}0{{/NEVER}}{{#SHARE}} <span class="muted">{{VALUE}}</span>{{/SHARE}}{{#SILENT}}–{{/SILENT}}</td>{{/CELL}}{{#WORDS}}<td>{{COUNT}}</td>{{/WORDS}}</tr>
{{/ROW}}</tbody><tfoot><tr><th scope="row">In all</th>{{#SUM}}<td>{{COUNT}} <span class="muted">{{VALUE}}</span></td>{{/SUM}}{{#ALL_WORDS_SUM}}<td>{{COUNT}}</td>{{/ALL_WORDS_SUM}}</tr></tfoot></table></div>
<p class="muted">A dash: no word was spoken then. A figure counts each time it is said; the search it leads to lists moments, and several times close together are one moment. Words are those of transcripts: meetings without one are not counted. Shares by body or person are of what that body or person says.</p>
{{/ANSWER}}
{{#NOTHING}}<p class="empty" role="status">{{TEXT}} {{HELD}}</p>{{/NOTHING}}
</div>
