{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
<h1>More like this passage</h1>
<blockquote class="beside"><p>{{TEXT}}</p></blockquote>
<p class="muted"><a href="{{HREF}}">At {{CLOCK}}</a> of <a href="/events/{{EVENT}}">{{BODY}}</a>, <time datetime="{{DATE_ISO}}">{{DATE_TEXT}}</time></p>
{{#WORDS}}<p>Looked for by the words that tell it from other passages: <strong>{{LIST}}</strong>. <a href="{{SEARCH_HREF}}">Search with these words</a></p>{{/WORDS}}
{{#HITS}}<h2>{{TOTAL}}, the likest first</h2>
<ol class="hits">
{{#HIT}}<li class="hit"><article>
<h3><a href="{{HREF}}">{{SPEAKER}}<span class="at"> at {{CLOCK}}</span></a></h3>
<p class="snippet">{{>SNIPPET}}</p>
<p class="muted"><a href="/events/{{EVENT}}">{{BODY}}</a>, <time datetime="{{DATE_ISO}}">{{DATE_TEXT}}</time> · <a href="{{LIKE_HREF}}">More like this<span class="vh"> passage at {{CLOCK}}</span></a></p>
</article></li>
{{/HIT}}
</ol>{{/HITS}}
{{#NOTHING}}<p class="empty" role="status">No other passage has the words that tell this one from others.</p>{{/NOTHING}}
</div>
