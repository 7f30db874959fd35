{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<div class="wrap narrow prose">
<h1>How voting works here</h1>
<p class="lede">What this archive shows of votes, in plain words, and how each figure is made.</p>
<h2 id="how">How decisions are taken</h2>
<p>A decision can be taken in three ways. In a <strong>roll call</strong> each name is called and each answer written down. By <strong>voice</strong> everybody answers at once and nobody is counted. By <strong>consent</strong> a decision stands because nobody objects. Only a roll call leaves individual votes behind. Where the source does not say how a vote was taken, the page says “not stated”.</p>
<h2 id="classes">What a vote can be</h2>
<table><caption class="vh">Classes of votes</caption><thead><tr><th scope="col">Shown as</th><th scope="col">Means</th></tr></thead><tbody>
{{#CLASS}}<tr><th scope="row"><span class="vote {{NAME}}">{{LABEL}}</span></th><td>{{MEANS}}</td></tr>
{{/CLASS}}</tbody></table>
<p>Every council has its own words. Each vote is shown with the word of the source beside it. Being absent is not the same as being against: people are sick, on leave, or at another meeting. So an absence is never counted as a no.</p>
<h2 id="outcome">Outcome and votes</h2>
<p>Tallies are counted from the individual votes. The outcome is what the source states. Sometimes the two do not fit: then both are shown as they were given, with a note. <a href="/votes?disagrees=true">Votes where they do not fit</a></p>
<h2 id="figures">What the figures count</h2>
<dl class="terms">
<dt>Contested</dt><dd>At least one person said no. <a href="/votes?contested=true">Contested votes</a></dd>
<dt>Agreement</dt><dd>Of two people: among the votes where both said yes or no, how many times both said the same.</dd>
<dt>Against the majority</dt><dd>The person said yes or no, and more people said the other. Ties have no majority and are left out.</dd>
<dt>Attendance</dt><dd>Among the meetings whose roll call names the person, how many say that they were there. Everybody counts once a meeting.</dd>
<dt>Sponsored matters that succeeded</dt><dd>Those whose status says that they became law or were adopted. The first name on the list is the prime sponsor.</dd>
</dl>
<p>A share of few votes says little. With four votes, one more vote moves it by a fifth. Shares of fewer than {{FEW}} votes are marked.</p>
<h2 id="check">Check it yourself</h2>
<p>A number that is underlined leads to the votes or meetings that it counts, and tables of figures can be taken as CSV. What the archive lacks is on the page <a href="/coverage">what this archive holds</a>: a figure can be no more complete than that.</p>
</div>
