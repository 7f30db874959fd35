{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<details class="how"><summary>How to read these figures</summary>
<p>Only yes and no take a side. Whoever abstained, was absent, stood aside for a conflict of interest or had no vote is shown apart and never counted as a no. <strong>Contested</strong> means that at least one person said no.</p>
<p><strong>Agreement</strong> looks at votes where both people said yes or no, and asks how often they said the same. Most votes are unanimous, so nearly everybody agrees nearly always: “contested only” tells more. A share of fewer than {{FEW}} votes says little, and is marked.</p>
<p><strong>Attendance</strong> is of roll calls. A meeting without a recorded roll call counts for nobody. <strong>Against the majority</strong> counts votes where more people said the other thing.</p>
<p>A number that is underlined leads to the votes or meetings that it counts. <a href="/voting">How voting works here</a></p></details>
