{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<form class="filters" action="{{ACTION}}" aria-label="Narrow down">
{{#KEEP}}<input type="hidden" name="{{NAME}}" value="{{VALUE}}">{{/KEEP}}
{{#VOTES_TOO}}<p><label for="f-q">Number, title or item contains</label><input id="f-q" name="q" type="search" value="{{Q}}" autocomplete="off"></p>
{{#OF_PERSON}}<p><label for="f-class">Vote</label><select id="f-class" name="class"><option value="">Any</option>{{#CLASS_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/CLASS_OPTION}}</select></p>{{/OF_PERSON}}
<p><label for="f-type">Type of matter</label><select id="f-type" name="type"><option value="">All types</option>{{#TYPE_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/TYPE_OPTION}}</select></p>{{/VOTES_TOO}}
{{#BODIES}}<p><label for="f-body">Body</label><select id="f-body" name="body"><option value="">All bodies</option>{{#BODY_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/BODY_OPTION}}</select></p>{{/BODIES}}
<p><label for="f-year">Year</label><select id="f-year" name="year"><option value="">All years</option>{{#YEAR_OPTION}}<option value="{{VALUE}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/YEAR_OPTION}}</select></p>
<p><label for="f-from">From</label><input id="f-from" name="from" type="date" value="{{FROM}}"></p>
<p><label for="f-to">To</label><input id="f-to" name="to" type="date" value="{{TO}}"></p>
<p class="check"><input id="f-contested" name="contested" type="checkbox" value="true"{{#CONTESTED}} checked{{/CONTESTED}}><label for="f-contested">Contested only</label></p>
<p><button>Show</button></p>
</form>
