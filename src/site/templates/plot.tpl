{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<figure class="figure">
{{SVG:none}}
<figcaption>{{CAPTION}}. {{>FILES}}</figcaption></figure>
