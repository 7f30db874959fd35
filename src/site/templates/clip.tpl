{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap narrow">
<h1>{{HEADING}}</h1>
<p class="lede" role="status">{{EXPLANATION}}</p>
<p><a href="">Ask again now</a> · <a href="/events/{{EVENT}}">Back to the meeting</a></p>
</div>
