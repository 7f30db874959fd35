{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
<h1>What ran here</h1>
<p class="lede">How this archive is made: what was gathered, fetched and written down, what runs now, and what failed. <a href="{{JSON_HREF}}">JSON</a></p>
<section><h2>Now</h2>
<p role="status">{{NOW}}</p>
{{#RUNNING}}<div class="scroll" tabindex="0" role="region" aria-label="What runs now"><table class="wide stack"><caption class="vh">What runs now</caption><thead><tr><th scope="col">Step</th><th scope="col">Since</th><th scope="col">How far</th><th scope="col">Attempt</th><th scope="col">Worker</th></tr></thead><tbody>
{{#STEP}}<tr><th scope="row"><a href="{{HREF}}">{{TITLE}}</a></th><td data-is="Since"><time datetime="{{ISO}}">{{SINCE}}</time></td><td data-is="How far">{{PROGRESS}}</td><td data-is="Attempt">{{ATTEMPT}}</td><td data-is="Worker">{{WORKER}}</td></tr>
{{/STEP}}</tbody></table></div>{{/RUNNING}}
{{#SCHEDULES}}<div class="scroll" tabindex="0" role="region" aria-label="Schedules"><table class="wide stack"><caption>What starts by itself</caption><thead><tr><th scope="col">What</th><th scope="col">Schedule</th><th scope="col">Next</th><th scope="col">Last</th></tr></thead><tbody>
{{#SCHEDULE}}<tr><th scope="row">{{NAME}}</th><td data-is="Schedule"><code>{{SPEC}}</code> <span class="muted">{{ZONE}}</span></td><td data-is="Next">{{NEXT}}</td><td data-is="Last">{{#LAST_RUN}}<a href="/runs/{{RUN}}">{{LAST}}</a>{{/LAST_RUN}}</td></tr>
{{/SCHEDULE}}</tbody></table></div>{{/SCHEDULES}}
</section>
<section><h2>Runs</h2>
<form class="filters" action="/runs" aria-label="Narrow down">
<p><label for="f-kind">Kind</label><select id="f-kind" name="kind"><option value="">All kinds</option>{{#KIND_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/KIND_OPTION}}</select></p>
<p><label for="f-state">State</label><select id="f-state" name="state"><option value="">Any</option>{{#STATE_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/STATE_OPTION}}</select></p>
<p><label for="f-source">Source</label><select id="f-source" name="source"><option value="">All sources</option>{{#SOURCE_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/SOURCE_OPTION}}</select></p>
{{#OF_MEETING}}<input type="hidden" name="event" value="{{EVENT}}">{{/OF_MEETING}}<p><button>Show</button></p>
</form>
{{>KEY}}
{{#OF_MEETING}}<p>Only runs about the recordings of <a href="/events/{{EVENT}}">one meeting</a>. <a href="/runs">Show all runs</a></p>{{/OF_MEETING}}
<p class="count">{{COUNT}}</p>
{{#LIST}}<div class="scroll" tabindex="0" role="region" aria-label="Runs"><table class="wide stack"><caption class="vh">Runs, newest first</caption><thead><tr><th scope="col">Run</th><th scope="col">Started</th><th scope="col">Took</th><th scope="col">State</th><th scope="col">Steps</th></tr></thead><tbody>
{{#RUN}}<tr><th scope="row"><a href="/runs/{{ID}}">{{TITLE}}</a> <span class="muted">{{ORIGIN}}</span></th><td data-is="Started"><time datetime="{{ISO}}">{{STARTED}}</time></td><td data-is="Took">{{TOOK}}</td><td data-is="State"><span class="run-state {{STATE}}">{{STATE_WORDS}}</span> {{#REFUSED}}<a href="{{HREF}}">What was refused</a>{{/REFUSED}}</td><td data-is="Steps">{{STEPS}}</td></tr>
{{/RUN}}</tbody></table></div>{{/LIST}}
{{#NONE}}<p class="empty">No run is like that. <a href="/runs">Show all runs</a></p>{{/NONE}}
{{>PAGING}}
</section>
</div>
