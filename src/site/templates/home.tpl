{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="hero"><div class="wrap">
<h1>{{HEADLINE}}</h1>
{{#ABOUT}}<p class="lede">{{ABOUT_TEXT}}</p>{{/ABOUT}}
<form class="big-search" action="/search" role="search">
<label for="q">What was said? Search in plain words.</label>
<div><input id="q" name="q" type="search" autocomplete="off"><button>Search</button></div>
<p class="hint">Put a “phrase in quotes”, leave out a word with -word, or <a href="/help">learn more</a>.</p>
</form>
</div></div>
<div class="wrap">
{{#EMPTY}}<section class="empty"><h2>Nothing here yet</h2><p>This archive holds no meeting so far. Once its first meetings have been taken in, they appear here and can be searched.</p></section>{{/EMPTY}}
<div class="columns">
<section aria-labelledby="newest-h"><h2 id="newest-h">Latest meetings</h2>
{{#NEWEST}}<ul class="rows">{{#MEETING}}{{>ROW}}{{/MEETING}}</ul>{{/NEWEST}}{{#NO_NEWEST}}<p class="muted">No meeting has been held yet.</p>{{/NO_NEWEST}}
<p><a href="/events">All meetings</a></p>
{{#BODIES}}<h2>Bodies</h2>
<ul class="cards">{{#BODY}}<li><a href="/bodies/{{ID}}">{{NAME}}</a><span class="muted">{{COUNTS}}</span></li>
{{/BODY}}</ul>{{/BODIES}}</section>
<section aria-labelledby="next-h"><h2 id="next-h">Next meetings</h2>
{{#UPCOMING}}<ul class="rows">{{#MEETING}}{{>ROW}}{{/MEETING}}</ul>{{/UPCOMING}}{{#NO_UPCOMING}}<p class="muted">No coming meeting has been announced.</p>{{/NO_UPCOMING}}
{{#VOTES}}<h2>Recent votes</h2><ul class="rows">{{#VOTE}}{{>ROW}}{{/VOTE}}</ul>{{/VOTES}}</section>
</div>
{{#HOLDINGS}}<section aria-labelledby="holds-h"><h2 id="holds-h">What this archive holds</h2>
<dl class="figures">{{#FIGURE}}<div><dt>{{WHAT}}</dt><dd>{{#HREF_LINK}}<a href="{{HREF}}">{{NUMBER}}</a>{{/HREF_LINK}}{{#NO_LINK}}{{NUMBER}}{{/NO_LINK}}</dd></div>
{{/FIGURE}}</dl>
{{#SPAN}}<p class="muted">From <time datetime="{{FIRST_ISO}}">{{FIRST}}</time> to <time datetime="{{LAST_ISO}}">{{LAST}}</time>.</p>{{/SPAN}}
<p><a href="/coverage">What is here of each body and year, and what is missing</a></p></section>{{/HOLDINGS}}
</div>
