{{%AUTOESCAPE context="HTML"}}{{! SPDX-License-Identifier: Apache-2.0 }}{{#PART}}{{#MARKED}}<mark>{{TEXT}}</mark>{{/MARKED}}{{#UNMARKED}}{{TEXT}}{{/UNMARKED}}{{/PART}}
