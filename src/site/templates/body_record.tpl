{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap">
<p class="eyebrow"><a href="/bodies/{{ID}}">{{BODY_NAME}}</a></p>
<h1>Voting record of {{BODY_NAME}}</h1>
{{>FILTERS}}
<section aria-labelledby="members-h"><h2 id="members-h">Attendance and dissent</h2>
{{#NO_MEMBERS}}<p class="muted">No roll call and no individual vote is like that.</p>{{/NO_MEMBERS}}
{{#MEMBERS}}<p class="count"><a href="{{ATTENDANCE_CSV}}">Attendance (CSV)</a> · <a href="{{DISSENT_CSV}}">Dissent (CSV)</a></p>
<div class="scroll" tabindex="0" role="region" aria-label="Table of members"><table class="wide numbers"><caption class="vh">Attendance and dissent of each person who voted or was called here</caption><thead><tr><th scope="col">Person</th><th scope="col">Present</th><th scope="col">Roll calls</th><th scope="col">Share</th><th scope="col">Against the majority</th><th scope="col">Yes or no in all</th></tr></thead><tbody>
{{#MEMBER}}<tr><th scope="row"><a href="/people/{{ID}}">{{NAME}}</a></th><td>{{PRESENT}}</td><td><a href="{{ROLLS_HREF}}">{{TOTAL}}</a></td><td>{{SHARE}}</td><td><a href="{{AGAINST_HREF}}">{{DISSENTS}}</a></td><td>{{BASE}}</td></tr>
{{/MEMBER}}</tbody></table></div>{{/MEMBERS}}</section>
<section aria-labelledby="with-h"><h2 id="with-h">Who votes with whom</h2>
{{#NO_MATRIX}}<p class="muted">No two people said yes or no in the same vote.</p>{{/NO_MATRIX}}
{{>AGREEMENT_PLOT}}
{{#MATRIX}}<p>Each cell says in how many of 100 votes that both took part in with yes or no the two said the same. Shares of fewer than {{FEW}} votes stand in brackets. Each name leads to its figures with the votes behind them.</p>
<p class="count"><a href="{{AGREEMENT_CSV}}">Every pair (CSV)</a> {{>AGREEMENT_FILES}}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Agreement of each pair"><table class="matrix"><caption class="vh">Agreement of each pair, in percent</caption><thead><tr><td></td>{{#COLUMN}}<th scope="col"><abbr title="{{NAME}}">{{NUMBER}}</abbr></th>{{/COLUMN}}</tr></thead><tbody>
{{#LINE}}<tr><th scope="row">{{NUMBER}} <a href="{{HREF}}">{{NAME}}</a></th>{{#CELL}}{{#SURE}}<td class="{{SHADE}}">{{PERCENT}}</td>{{/SURE}}{{#UNSURE}}<td class="unsure">({{PERCENT}})</td>{{/UNSURE}}{{#NOTHING}}<td class="none">·</td>{{/NOTHING}}{{/CELL}}</tr>
{{/LINE}}</tbody></table></div>{{/MATRIX}}</section>
{{>HOW}}
</div>
