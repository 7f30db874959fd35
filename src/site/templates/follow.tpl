{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap narrow prose">
<h1>Follow this search</h1>
<p>You follow {{UNDERSTOOD}}. <a href="{{SEARCH}}">See what it finds now</a>.</p>
{{#MONTH}}<p role="status"><strong>It would have brought {{MOMENTS}}</strong> in the 30 days up to <time datetime="{{UNTIL_ISO}}">{{UNTIL_TEXT}}</time>, the newest meeting whose words are known.</p>{{/MONTH}}
<p>Give one of these addresses to a program that looks at it now and then. No account is needed, and nobody here learns who follows what.</p>
<dl class="terms">
{{#FEED}}<dt><a href="{{HREF}}">{{NAME}}</a></dt><dd>{{USE}}<br><code class="address">{{ADDRESS}}</code></dd>
{{/FEED}}</dl>
<p class="muted">A followed search asks for all of its words: what has only some of them is left out. It holds the 50 newest moments.</p>
</div>
