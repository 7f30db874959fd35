{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<details class="key"><summary>What the words mean</summary>
<p>A run is one start of something; it consists of steps.</p>
<h3>Kinds</h3>
<dl class="terms">
<dt>gather</dt><dd>reads what a source has: meetings, agendas, votes. Records that cannot be read are refused, each with its reason in the log; the others are taken</dd>
<dt>plan</dt><dd>looks which recordings lack something</dd>
<dt>captions</dt><dd>fetches captions that the source names</dd>
<dt>recording</dt><dd>fetches a recording, and makes its sound, its picture and its waveform</dd>
<dt>transcribe</dt><dd>has a recording written down where no good transcript came</dd>
<dt>settle</dt><dd>chooses the transcript that is shown, and makes it searchable</dd>
<dt>align</dt><dd>finds when the items of the agenda were taken up</dd>
<dt>publish</dt><dd>makes a version of the open data</dd>
<dt>prune, sweep</dt><dd>clear away what is no longer needed</dd>
<dt>watch, tell</dt><dd>notice that something has failed or fallen silent, and tell the operator</dd>
</dl>
<h3>States</h3>
<dl class="terms">
<dt>waiting</dt><dd>for another step to end</dd>
<dt>later: waits until, waits for its next try</dt><dd>nothing happens before that time; a server that did not answer is asked again then</dd>
<dt>ready</dt><dd>it starts as soon as a worker is free</dd>
<dt>running</dt><dd>it is under way; a run is, until its last step is over</dd>
<dt>succeeded</dt><dd>it is done</dd>
<dt>unchanged</dt><dd>there was nothing to do: all is as it was when it was done before</dd>
<dt>failed</dt><dd>it could not be done, and is not tried again by itself</dd>
<dt>skipped</dt><dd>a step that it needs has failed</dd>
<dt>cancelled</dt><dd>the operator ended it</dd>
</dl>
</details>
