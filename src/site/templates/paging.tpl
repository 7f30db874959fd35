{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<nav class="paging" aria-label="Pages">
{{#FIRST}}<a class="button quiet" href="{{FIRST_HREF}}">First page</a>{{/FIRST}}
{{#NEXT}}<a class="button" rel="next" href="{{NEXT_HREF}}">Next page</a>{{/NEXT}}
</nav>
