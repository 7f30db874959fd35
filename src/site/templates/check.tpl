{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
<h1>Check a quotation</h1>
<p class="lede">Was it said, by whom, and in these words? Paste a sentence or two. Write “…” where the quotation leaves something out.</p>
<form class="study-form" action="/check">
<p><label for="f-q">Quotation</label><textarea id="f-q" name="q" maxlength="{{MOST}}" rows="5" aria-describedby="q-limit">{{Q}}</textarea></p>
<p class="muted" id="q-limit">At most {{MOST_WORDS}} characters. What you paste is not recorded.</p>
<p><button>Check</button></p>
</form>
{{#ANSWER}}<section aria-labelledby="found-h"><h2 id="found-h"><span role="status">{{VERDICT}}</span></h2>
{{#KEY}}<p class="muted">Each place is laid beside the quotation, word by word. <span class="marks"><del>Struck out</del></span>: quoted, but not said there. <span class="marks"><ins>Underlined twice</ins></span>: said, but not quoted. <span class="marks"><span class="skipped">Dotted</span></span>: said where the quotation has “…”. Likeness is the share of words, quoted or said, that are the same and in the same order; what “…” stands for is not counted. Capitals, accents and signs do not matter.</p>{{/KEY}}
{{#PLACE}}<article class="quoted-place">
<h3>{{KIND}}: <a href="{{HREF}}">{{SPEAKERS}}<span class="at"> at {{CLOCK}}</span></a></h3>
<p class="muted">{{SAME}} of {{QUOTED}} quoted words were said in this order; {{PERCENT}} alike. <a href="/events/{{EVENT}}">{{BODY}}</a>, <time datetime="{{DATE_ISO}}">{{DATE_TEXT}}</time></p>
<p class="beside marks">{{#PIECE}}{{#CONTEXT}}<span class="around">{{TEXT}}</span> {{/CONTEXT}}{{#SAME_WORDS}}{{TEXT}} {{/SAME_WORDS}}{{#SAID_ONLY}}<ins><span class="vh">(said, not quoted: </span>{{TEXT}}<span class="vh">)</span></ins> {{/SAID_ONLY}}{{#QUOTED_ONLY}}<del><span class="vh">(quoted, not said: </span>{{TEXT}}<span class="vh">)</span></del> {{/QUOTED_ONLY}}{{#SKIPPED}}<span class="skipped"><span class="vh">(left out by the quotation: </span>{{TEXT}}<span class="vh">)</span></span> {{/SKIPPED}}{{/PIECE}}</p>
</article>
{{/PLACE}}
{{#NOTHING}}<p>{{HELD}}</p>
<ul><li>Captions are often made by machine: a name or a number in the quotation may be written otherwise. Try the part around it.</li>
<li><a href="{{SEARCH_HREF}}">Search for its words</a>, in any order.</li></ul>{{/NOTHING}}
<p class="muted">Before you quote, listen: transcripts say who made them, but the recording is the record.</p>
</section>{{/ANSWER}}
</div>
