{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<section class="player" aria-label="Recording" data-player>
{{#VIDEO}}<video controls playsinline preload="{{PRELOAD}}" src="{{SRC}}"{{#POSTER}} poster="{{HREF}}"{{/POSTER}}>{{#TRACK}}<track kind="captions" src="{{HREF}}" srclang="{{LANG}}" label="Captions">{{/TRACK}}{{#CHAPTERS}}<track kind="chapters" src="{{HREF}}" srclang="{{LANG}}" label="Agenda">{{/CHAPTERS}}</video>{{/VIDEO}}
{{#AUDIO}}<audio controls preload="{{PRELOAD}}" src="{{SRC}}">{{#CHAPTERS}}<track kind="chapters" src="{{HREF}}" srclang="{{LANG}}" label="Agenda">{{/CHAPTERS}}</audio>{{/AUDIO}}
{{#WAVE}}<svg class="wave" data-wave viewBox="0 0 360 32" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path d="{{OUTLINE}}"/><rect data-wave-at width="0" height="32"/></svg>
{{/WAVE}}{{#KEPT_SOUND}}<p class="elsewhere"><a href="{{HREF}}">The sound alone, kept here</a></p>
{{/KEPT_SOUND}}{{#ELSEWHERE}}<p class="elsewhere"><a class="button" href="{{URL}}" rel="noopener" data-elsewhere>{{LABEL}}</a>{{#BY_HAND}}<span class="muted">It opens at its start: go to {{CLOCK}}.</span>{{/BY_HAND}}</p>{{/ELSEWHERE}}
{{#FAULT}}<p class="none">This recording cannot be played here: {{WHY}}.{{#ORIGINAL}} <a href="{{URL}}" rel="noopener">Open the original</a>{{/ORIGINAL}}</p>{{/FAULT}}
{{#NO_MEDIA}}<p class="none">{{WHY}}</p>{{/NO_MEDIA}}
{{#BAR}}<div class="chapters" hidden data-chapters><div class="chapter-line" aria-hidden="true"></div><p><span class="muted">On the agenda:</span> <a data-chapter-now></a></p></div>
<div class="player-bar" hidden data-player-bar>
<button type="button" class="quiet" data-follow aria-pressed="true">Follow</button>
<label><span class="vh">Speed</span><select data-speed><option value="0.75">0.75×</option><option value="1" selected>1×</option><option value="1.25">1.25×</option><option value="1.5">1.5×</option><option value="2">2×</option></select></label>
<button type="button" class="quiet" data-share>Copy link<span class="share-at" data-share-at></span></button>
<button type="button" class="quiet" data-help-open aria-haspopup="dialog">Keys</button>
<span class="vh" role="status" data-said></span>
</div>{{/BAR}}
</section>
