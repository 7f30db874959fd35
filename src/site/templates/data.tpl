{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
<h1>Open data</h1>
<p class="lede">The whole archive as files, for research, for journalism, for programs. No account, no key.</p>
{{#LICENCE}}<p>Licence: {{TEXT}}</p>{{/LICENCE}}
{{#NONE}}<section class="empty"><p>The first version is being made. Come back in a few minutes.</p></section>{{/NONE}}
{{#DATA}}<p class="count">Version <code>{{VERSION}}</code>{{#AS_OF}}, the archive as of <time datetime="{{DATE_ISO}}">{{DATE_TEXT}}</time>{{/AS_OF}}; {{SIZE}} in all. What each column means is in the <a href="/data/codebook">codebook</a>.</p>
<h2>Tables</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Tables"><table><caption class="vh">Tables of the archive, each as CSV and as JSON Lines</caption><thead><tr><th scope="col">Table</th><th scope="col">What it holds</th><th scope="col" class="num">Rows</th><th scope="col">CSV</th><th scope="col">JSON Lines</th></tr></thead><tbody>
{{#TABLE}}<tr><th scope="row"><a href="/data/codebook#{{NAME}}">{{TITLE}}</a></th><td>{{DESCRIPTION}}</td><td class="num">{{ROWS}}</td><td>{{#CSV}}<a href="{{HREF}}">{{FILE}}</a> <span class="muted">{{SIZE}}</span>{{/CSV}}</td><td>{{#JSONL}}<a href="{{HREF}}">{{FILE}}</a> <span class="muted">{{SIZE}}</span>{{/JSONL}}</td></tr>
{{/TABLE}}</tbody></table></div>
<h2>Everything at once</h2>
<ul class="rows">{{#WHOLE}}<li><a href="{{HREF}}">{{FILE}}</a> <span class="muted">{{SIZE}}</span> <span>{{TITLE}}</span></li>
{{/WHOLE}}</ul>
<h2>How to read it</h2>
<p>Files under <code>/data/{{VERSION}}/</code> never change; the same names under <code>/data/latest/</code> lead to the newest version. CSV files are UTF-8 with a header and need no settings. Programs that keep a copy up to date ask the <a href="/api/v1/changes">change feed</a>.</p>
<h3>Python</h3>
<pre class="code"><code>import pandas
votes = pandas.read_csv("{{BASE}}/data/latest/vote.csv")

import intake
catalog = intake.open_catalog("{{BASE}}/data/latest/catalog.yml")
meetings = catalog.event.read()</code></pre>
<h3>R</h3>
<pre class="code"><code>votes &lt;- read.csv("{{BASE}}/data/latest/vote.csv")</code></pre>
<h3>SQLite</h3>
<pre class="code"><code>sqlite3 archive.sqlite "select class, count(*) from vote where withdrawn is null group by class"</code></pre>
<h3>Spreadsheets</h3>
<p>Open a CSV file as UTF-8, with commas between cells. Cells hold what the source wrote, so one may begin with =, +, - or @: import such columns as text, lest the spreadsheet takes them for formulas.</p>
<h3>Checksums</h3>
<pre class="code"><code>sha256sum --check SHA256SUMS</code></pre>
{{#EARLIER}}<h2>Earlier versions</h2>
<ul class="rows">{{#VERSION}}<li><a href="/data/{{VERSION_NAME}}/datapackage.json">{{VERSION_NAME}}</a>{{#AS_OF}}, as of <time datetime="{{DATE_ISO}}">{{DATE_TEXT}}</time>{{/AS_OF}} <span class="muted">{{SIZE}}</span></li>
{{/VERSION}}</ul>{{/EARLIER}}{{/DATA}}
</div>
