{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
<h1>Search</h1>
<form class="big-search" action="/search" role="search">
<label for="q">What was said?</label>
<div><input id="q" name="q" type="search" value="{{Q}}" autocomplete="off"><button>Search</button></div>
<details class="narrowing"{{#NARROWED}} open{{/NARROWED}}><summary>Narrow it down</summary>
<div class="fields">
<p><label for="f-body">Body</label><select id="f-body" name="body"><option value="">All bodies</option>{{#BODY_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/BODY_OPTION}}</select></p>
<p><label for="f-from">From</label><input id="f-from" name="from" type="date" value="{{FROM}}"></p>
<p><label for="f-to">To</label><input id="f-to" name="to" type="date" value="{{TO}}"></p>
<p><label for="f-sort">Order</label><select id="f-sort" name="sort">{{#SORT_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/SORT_OPTION}}</select></p>
</div>
{{#KEEP}}<input type="hidden" name="{{NAME}}" value="{{VALUE}}">{{/KEEP}}
</details>
</form>
<details class="how"><summary>How to ask</summary><dl class="facts">
<div><dt><code>words in any order</code></dt><dd>passages about them, best first; a plain question works as well</dd></div>
<div><dt><code>"words in a row"</code></dt><dd>exactly as said</dd></div>
<div><dt><code>begin*</code>, <code>-not</code>, <code>this OR that</code></dt><dd>words that begin so, passages without a word, one of two</dd></div>
<div><dt><code>this NEAR that</code></dt><dd>within ten words of one another</dd></div>
<div><dt><code>speaker:name</code>, <code>body:name</code></dt><dd>what one person said, or in one body</dd></div>
<div><dt><code>matter:number</code>, <code>vote:contested</code>, <code>vote:name</code></dt><dd>where a matter was taken up; where votes were passed, failed, unanimous, contested, or somebody voted</dd></div>
<div><dt><code>after:2024-05-01</code>, <code>before:2025</code></dt><dd>between days</dd></div>
<div><dt><code>kind:document</code></dt><dd>one kind alone: moment, person, matter, item, document</dd></div>
</dl><p><a href="/help">More about searching</a></p></details>
{{#CHIPS}}<p class="chips">Only: {{#CHIP}}<a class="chip" href="{{HREF}}">{{LABEL}}<span aria-hidden="true"> ×</span><span class="vh">, remove</span></a> {{/CHIP}}</p>{{/CHIPS}}
{{#GROUPS}}<div class="groups">{{#GROUP}}<section class="group" aria-labelledby="g-{{KEY}}"><h2 id="g-{{KEY}}">{{HEADING}}</h2><ul>{{#ROW}}<li><a href="{{HREF}}">{{NAME}}</a>{{#DETAIL}} <span class="muted">{{TEXT}}</span>{{/DETAIL}}{{#QUOTE}}<p class="snippet">{{>SNIPPET}}</p>{{/QUOTE}}{{#MEETING}}<p class="muted"><a href="/events/{{EVENT}}">{{BODY}}, <time datetime="{{DATE_ISO}}">{{DATE_TEXT}}</time></a></p>{{/MEETING}}</li>
{{/ROW}}</ul>{{#MORE}}<p class="more"><a href="{{HREF}}">{{TEXT}}</a></p>{{/MORE}}</section>
{{/GROUP}}</div>{{/GROUPS}}
{{#START}}<section class="empty"><h2>Every word spoken can be found</h2>
<p>{{HELD}}</p>{{#EXAMPLES}}<h3>What is spoken of here</h3><ul class="examples">{{#EXAMPLE}}<li><a class="chip" href="{{HREF}}">{{TEXT}}</a></li> {{/EXAMPLE}}</ul>{{/EXAMPLES}}<p>You can also <a href="/check">check a quotation</a>, or see <a href="/trends">how often something is said over time</a>.</p></section>{{/START}}
{{>RELATED}}
{{#ANSWER}}
<div class="answer-head">
<p class="understood" role="status">{{TOTAL}}: {{UNDERSTOOD}}.</p>
{{#SORTS}}<p class="sorts">Order: {{#SORT}}{{#ON}}<strong aria-current="true">{{LABEL}}</strong>{{/ON}}{{#OFF}}<a href="{{HREF}}">{{LABEL}}</a>{{/OFF}} {{/SORT}} · <a href="{{FOLLOW}}">Follow this search</a></p>{{/SORTS}}
</div>
{{#INCOMPLETE}}<p class="suggestion">So much answers this that not all of it could be compared in time: these are the best of what was looked at. Rarer words make it quicker.</p>{{/INCOMPLETE}}
{{#SUGGESTION}}<p class="suggestion">Did you mean <a href="{{HREF}}">{{TEXT}}</a>?</p>{{/SUGGESTION}}
<div class="with-side">
<div>
{{#HITS}}<ol class="hits" data-hits>
{{#HIT}}<li class="hit"><article>
<h2><a href="{{HREF}}">{{SPEAKER}}<span class="at"> at {{CLOCK}}</span></a></h2>
<p class="snippet">{{>SNIPPET}}</p>
{{#SOUND}}<p class="muted">{{TEXT}}</p>
{{/SOUND}}<p class="muted"><a href="/events/{{EVENT}}">{{BODY}}</a>, <time datetime="{{DATE_ISO}}">{{DATE_TEXT}}</time> · <a href="{{LIKE_HREF}}">More like this<span class="vh"> passage at {{CLOCK}}</span></a>{{#MORE_HERE}} · <a href="{{HREF}}">{{TEXT}}</a>{{/MORE_HERE}}</p>
</article></li>
{{/HIT}}
</ol>{{/HITS}}
{{#LISTED}}<div class="groups">{{#GROUP}}<section class="group" aria-labelledby="g-{{KEY}}"><h2 id="g-{{KEY}}">{{HEADING}}</h2><ul>{{#ROW}}<li><a href="{{HREF}}">{{NAME}}</a>{{#DETAIL}} <span class="muted">{{TEXT}}</span>{{/DETAIL}}{{#QUOTE}}<p class="snippet">{{>SNIPPET}}</p>{{/QUOTE}}{{#MEETING}}<p class="muted"><a href="/events/{{EVENT}}">{{BODY}}, <time datetime="{{DATE_ISO}}">{{DATE_TEXT}}</time></a></p>{{/MEETING}}</li>
{{/ROW}}</ul>{{#MORE}}<p class="more"><a href="{{HREF}}">{{TEXT}}</a></p>{{/MORE}}</section>
{{/GROUP}}</div>{{/LISTED}}
{{>PAGING}}
<p class="muted held">{{HELD}}</p>
<p class="keys muted" hidden data-keys>Keys: <kbd>j</kbd> and <kbd>k</kbd> walk the results, <kbd>Enter</kbd> opens one, <kbd>/</kbd> goes to the search box, <kbd>?</kbd> shows all keys.</p>
</div>
<aside aria-label="Narrow by">
{{#FACET}}<section><h2>{{HEADING}}</h2><ul class="facets">{{#VALUE}}<li><a href="{{HREF}}"{{#ON}} aria-current="true"{{/ON}}>{{LABEL}}</a> <span class="muted">{{COUNT}}</span></li>
{{/VALUE}}</ul></section>{{/FACET}}
</aside>
</div>
{{/ANSWER}}
{{#NOTHING}}<section class="empty"><h2>{{HEADING}}</h2>
<p role="status">We looked for {{UNDERSTOOD}}.{{#UNSAID}} {{TEXT}}{{/UNSAID}}</p>
<p class="muted">{{HELD}}</p>
{{#SUGGESTION}}<p class="suggestion">Did you mean <a href="{{HREF}}">{{TEXT}}</a>?</p>{{/SUGGESTION}}
<h3>What you can try</h3>
<ul><li><a href="{{FOLLOW}}">Follow this search</a>: be told when it is said</li>
{{#WIDER}}<li><a href="{{HREF}}">{{TEXT}}</a></li>
{{/WIDER}}<li>Check the spelling; captions often write names by ear.</li>
<li>Use fewer or more general words, and no quotes.</li>
<li>A bill, resolution or application can be looked up by its number under <a href="{{MATTERS_HREF}}">Matters</a>.</li></ul></section>{{/NOTHING}}
</div>
