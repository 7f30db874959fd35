{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<section class="provenance" aria-labelledby="provenance-h">
<h2 id="provenance-h">About this record</h2>
<p>From the source “{{SOURCE}}”{{#EXTERNAL}}, where its number is <code>{{EXTERNAL_ID}}</code>{{/EXTERNAL}}. First seen <time datetime="{{SEEN_ISO}}">{{SEEN_TEXT}}</time>, last changed <time datetime="{{CHANGED_ISO}}">{{CHANGED_TEXT}}</time>.{{#AT_SOURCE}} <a href="{{SOURCE_URI}}" rel="noopener">See it at the source</a>.{{/AT_SOURCE}}{{#PROGRAM}} <a href="{{API_HREF}}">The same as data (JSON)</a>.{{/PROGRAM}}{{#RUNS}} <a href="{{HREF}}" rel="nofollow">What was done with its recordings</a>.{{/RUNS}}</p>
{{#HISTORY}}<details><summary>What changed ({{COUNT}})</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Earlier values"><table><caption class="vh">Earlier values of this record</caption><thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Was</th><th scope="col">Became</th></tr></thead><tbody>
{{#CHANGE}}<tr><td><time datetime="{{ISO}}">{{WHEN}}</time></td><td>{{FIELD}}</td><td>{{OLD}}</td><td>{{NEW}}</td></tr>
{{/CHANGE}}</tbody></table></div></details>{{/HISTORY}}
</section>
