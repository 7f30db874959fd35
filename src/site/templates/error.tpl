{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap narrow">
<p class="eyebrow">{{STATUS}}</p>
<h1>{{HEADING}}</h1>
<p class="lede">{{EXPLANATION}}</p>
{{#DETAIL}}<p class="detail"><code>{{DETAIL_TEXT}}</code></p>{{/DETAIL}}
{{#OFFER_SEARCH}}<form class="big-search" action="/search" role="search"><label for="q">Search everything said instead</label><div><input id="q" name="q" type="search" value="{{WORDS}}" autocomplete="off"><button>Search</button></div></form>{{/OFFER_SEARCH}}
<p><a href="/">To the first page</a> · <a href="/events">All meetings</a> · <a href="/help">Help</a></p>
<p class="muted">Request <code>{{REQUEST_ID}}</code>{{#CONTACT_LINK}}. If you <a href="mailto:{{CONTACT}}">write to us</a> about this, please name it{{/CONTACT_LINK}}.</p>
</div>
