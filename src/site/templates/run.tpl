{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
<p><a href="/runs">What ran here</a></p>
<h1>{{TITLE}} <span class="run-state {{STATE}}">{{STATE_WORDS}}</span></h1>
<p class="lede">{{SUMMARY}}</p>
{{#REFUSED}}<p><a href="{{HREF}}">What was refused, and why</a></p>{{/REFUSED}}
{{#MEETING}}<p>About <a href="/events/{{EVENT}}?s={{SESSION}}">the recording of this meeting</a>. <a href="/runs?event={{EVENT}}">All runs about it</a></p>{{/MEETING}}
{{#RERUN_OF}}<p>Does <a href="/runs/{{TEXT}}">run {{TEXT}}</a> again, or a part of it.</p>{{/RERUN_OF}}
{{#ORDERS}}<div class="orders">{{#AGAIN}}<form method="post" action="/runs/{{ID}}/again"><button>Run again</button></form>{{/AGAIN}}{{#CANCEL}}<form method="post" action="/runs/{{ID}}/cancel"><button>Cancel</button></form>{{/CANCEL}}</div>{{/ORDERS}}
{{#COMMANDS}}<p class="muted">On the machine itself: <code>dais runs again {{ID}}</code>, <code>dais runs cancel {{ID}}</code></p>{{/COMMANDS}}
{{>GRAPH}}
{{>KEY}}
<section id="steps"><h2>Steps</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Steps"><table class="wide stack"><caption class="vh">Steps of the run</caption><thead><tr><th scope="col">Step</th><th scope="col">State</th><th scope="col">Started</th><th scope="col">Took</th><th scope="col">Attempt</th><th scope="col">After</th></tr></thead><tbody>
{{#STEP}}<tr><th scope="row"><a href="{{HREF}}">{{TITLE}}</a>{{#ERROR}}<span class="about">{{TEXT}}</span>{{/ERROR}}</th><td data-is="State"><span class="run-state {{STATE}}">{{STATE_WORDS}}</span></td><td data-is="Started">{{STARTED}}</td><td data-is="Took">{{TOOK}}</td><td data-is="Attempt">{{ATTEMPT}}</td><td data-is="After">{{AFTER}}</td></tr>
{{/STEP}}</tbody></table></div>
{{#MORE}}<p class="muted">The first {{SHOWN}} of {{TOTAL}} steps are shown.</p>{{/MORE}}</section>
</div>
