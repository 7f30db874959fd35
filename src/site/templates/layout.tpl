{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<!doctype html>
<html lang="{{LANG}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{TITLE}}</title>
{{#DESCRIPTION_META}}<meta name="description" content="{{DESCRIPTION}}">
<meta property="og:description" content="{{DESCRIPTION}}">{{/DESCRIPTION_META}}
<meta property="og:title" content="{{OG_TITLE}}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="{{SITE_NAME}}">
{{#CANONICAL_LINK}}<link rel="canonical" href="{{CANONICAL}}">
<meta property="og:url" content="{{CANONICAL}}">{{/CANONICAL_LINK}}
{{#PICTURE}}<meta property="og:image" content="{{PICTURE_URL}}">
{{/PICTURE}}{{#NOINDEX}}<meta name="robots" content="noindex">{{/NOINDEX}}
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
{{#OPENSEARCH}}<link rel="search" type="application/opensearchdescription+xml" title="{{SITE_NAME}}" href="/opensearch.xml">{{/OPENSEARCH}}
{{#FEED_LINK}}<link rel="alternate" type="application/atom+xml" title="{{FEED_TITLE}}" href="{{FEED_HREF}}">{{/FEED_LINK}}
<link rel="stylesheet" href="{{CSS}}">
<script src="{{JS}}" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="site">
<div class="wrap">
<a class="brand" href="/"><svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false"><path d="M4 25h24v3H4zM7 20h18v3H7zM9 5h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-5l-4 3v-3H9a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z"/></svg><span>{{SITE_NAME}}</span></a>
{{#HEADER_SEARCH}}<form class="head-search" action="/search" role="search" aria-label="Whole archive"><label class="vh" for="head-q">Search everything said</label><input id="head-q" name="q" type="search" placeholder="Search everything said" autocomplete="off"><button>Search</button></form>{{/HEADER_SEARCH}}
<nav aria-label="Main">
<ul>
{{#NAV}}<li><a href="{{HREF}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{LABEL}}</a></li>
{{/NAV}}
</ul>
</nav>
</div>
</header>
<main id="main" tabindex="-1">
{{>CONTENT}}
</main>
<footer class="site">
<div class="wrap">
<p>{{SITE_NAME}}. Recordings, captions and votes come from the public record; each page says from where.</p>
<ul>
<li><a href="/help">How to search and cite</a></li>
<li><a href="/check">Check a quotation</a></li>
<li><a href="/trends">Terms over time</a></li>
<li><a href="/data/">Open data</a></li>
<li><a href="/voting">How voting works here</a></li>
<li><a href="/coverage">What is here, and what is missing</a></li>
<li><a href="/runs">What ran here</a></li>
<li><a href="/openapi.json">For programs</a></li>
{{#CONTACT_LINK}}<li><a href="mailto:{{CONTACT}}">Contact</a></li>{{/CONTACT_LINK}}
</ul>
{{#LICENCE_LINE}}<p>Licence of this archive’s data: {{LICENCE}}</p>{{/LICENCE_LINE}}
</div>
</footer>
</body>
</html>
