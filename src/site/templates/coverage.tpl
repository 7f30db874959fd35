{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
<h1>{{HEADING}}</h1>
<p class="lede">What there should be and is. Parts are counted among the meetings that were held. No figure of this archive can be more complete than this.</p>
{{#ONE_BODY}}<p><a href="/bodies/{{BODY_ID}}">{{BODY_NAME}}</a> · <a href="/coverage">All bodies</a></p>{{/ONE_BODY}}
<p class="count"><a href="{{CSV_HREF}}">Each body and year as a table (CSV)</a></p>
{{#EMPTY}}<p class="empty">No meeting is in the archive yet.</p>{{/EMPTY}}
{{#TABLE}}<div class="scroll" tabindex="0" role="region" aria-label="{{TABLE_CAPTION}}"><table class="wide numbers coverage"><caption>{{TABLE_CAPTION}}</caption><thead><tr><th scope="col">{{FIRST_COLUMN}}</th><th scope="col">Meetings</th><th scope="col">Called off</th><th scope="col">To come</th><th scope="col">Held</th><th scope="col">Agenda</th><th scope="col">Minutes</th><th scope="col">Roll call</th><th scope="col">Votes</th><th scope="col">Recording</th><th scope="col">Transcript</th><th scope="col">Longest without minutes, days</th><th scope="col">Longest without recording, days</th></tr></thead><tbody>
{{#ROW}}<tr><th scope="row">{{#LINK}}<a href="{{HREF}}">{{LABEL}}</a>{{/LINK}}{{#NO_LINK}}{{LABEL}}{{/NO_LINK}}</th><td>{{MEETINGS}}</td><td>{{CALLED_OFF}}</td><td>{{UPCOMING}}</td><td>{{HELD}}</td>{{#PART}}<td>{{HAS}} <span class="muted">{{SHARE}}</span></td>{{/PART}}<td>{{MINUTES_WAIT}}</td><td>{{RECORDING_WAIT}}</td></tr>
{{/ROW}}</tbody></table></div>{{/TABLE}}
{{#GAPS}}<section><h2>{{GAP_TITLE}}: {{GAP_COUNT}}</h2>
<ul class="gaps">{{#GAP}}<li><a href="/events/{{EVENT}}"><time datetime="{{ISO}}">{{DATE}}</time></a> <span class="muted">{{DAYS}} ago</span></li>
{{/GAP}}</ul>{{#MORE_GAPS}}<p class="muted">The newest are listed.</p>{{/MORE_GAPS}}</section>{{/GAPS}}
</div>
