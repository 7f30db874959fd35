{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{{SHORT_NAME}}</ShortName>
<Description>Search everything said in the meetings of {{SITE_NAME}}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="{{SEARCH_TEMPLATE}}"/>
</OpenSearchDescription>
