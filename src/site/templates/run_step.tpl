{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
<p><a href="/runs/{{RUN}}">Run {{RUN}}</a></p>
<h1>{{TITLE}} <span class="run-state {{STATE}}">{{STATE_WORDS}}</span></h1>
<dl class="terms">
<dt>Kind</dt><dd>{{KIND}}</dd>
{{#FACT}}<dt>{{NAME}}</dt><dd>{{VALUE}}</dd>
{{/FACT}}</dl>
{{#ERROR}}<p class="asked">{{TEXT}}</p>{{/ERROR}}
{{#ORDERS}}<div class="orders"><form method="post" action="/runs/{{RUN}}/steps/{{ID}}/again"><button>Run again from here</button></form></div>{{/ORDERS}}
{{#COMMANDS}}<p class="muted">On the machine itself: <code>dais runs again {{RUN}} --from {{ID}}</code></p>{{/COMMANDS}}
<section><h2>Input</h2><pre class="code">{{INPUT}}</pre></section>
{{#OUTPUT}}<section><h2>Output</h2><pre class="code">{{TEXT}}</pre></section>{{/OUTPUT}}
<section id="log"><h2>Log</h2>
{{#LOG}}<pre class="code">{{FIRST}}</pre>{{#CUT}}<p class="muted">… {{LEFT_OUT}} are left out here …</p><pre class="code">{{LAST}}</pre>{{/CUT}}
<p><a href="/runs/{{RUN}}/steps/{{ID}}/log.txt">The whole log as text</a></p>{{/LOG}}
{{#NO_LOG}}<p class="empty">Nothing was written.</p>{{/NO_LOG}}</section>
{{#EARLIER}}<section><h2>Earlier attempts</h2><div class="scroll" tabindex="0" role="region" aria-label="Earlier attempts"><table class="wide stack"><caption class="vh">Earlier attempts</caption><thead><tr><th scope="col">Attempt</th><th scope="col">Fault</th><th scope="col">What happened</th><th scope="col">Ended</th><th scope="col">Worker</th></tr></thead><tbody>
{{#ATTEMPT}}<tr><th scope="row" data-is="Attempt">{{NTH}}</th><td data-is="Fault">{{FAULT}}</td><td data-is="What happened">{{WHAT}}</td><td data-is="Ended">{{ENDED}}</td><td data-is="Worker">{{WORKER}}</td></tr>
{{/ATTEMPT}}</tbody></table></div></section>{{/EARLIER}}
</div>
