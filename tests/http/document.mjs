// SPDX-License-Identifier: Apache-2.0
// The OpenAPI document as a judge of answers. Its object schemas are taken as closed: clients are promised that fields
// may be added, but what the document doesn't name must not be served unnoticed.
import validatorModule from 'openapi-response-validator';

const ResponseValidator = validatorModule.default ?? validatorModule;

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/;
const isDateTime = (text) => DATE_TIME.test(text) && !Number.isNaN(Date.parse(text));

function closed(node) {
  if (Array.isArray(node)) return node.map(closed);
  if (node === null || typeof node !== 'object') return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  if (copy.type === 'object' && copy.properties && !('additionalProperties' in copy)) copy.additionalProperties = false;
  return copy;
}

export class Document {
  constructor(json) {
    this.json = json;
    this.components = closed(json.components);
    this.validators = new Map();
  }

  paths() {
    return Object.keys(this.json.paths);
  }

  operation(path) {
    return this.json.paths[path].get;
  }

  resolved(node) {
    return node.$ref ? node.$ref.slice(2).split('/').reduce((at, key) => at[key], this.json) : node;
  }

  parameters(path) {
    return (this.operation(path).parameters ?? []).map((parameter) => this.resolved(parameter));
  }

  queryParameters(path) {
    return this.parameters(path).filter((parameter) => parameter.in === 'query');
  }

  response(path, status) {
    const found = this.operation(path).responses[String(status)];
    return found && this.resolved(found);
  }

  mediaType(path, status) {
    return Object.keys(this.response(path, status)?.content ?? {})[0];
  }

  // Undefined where the answer is what the document says, else what is wrong with it.
  complaint(path, status, body) {
    if (!this.validators.has(path)) {
      const responses = Object.fromEntries(
        Object.entries(this.operation(path).responses).map(([code, response]) => [code, closed(this.resolved(response))]),
      );
      const customFormats = { 'date-time': isDateTime };
      this.validators.set(path, new ResponseValidator({ responses, components: this.components, customFormats }));
    }
    const found = this.validators.get(path).validateResponse(String(status), body);
    if (!found) return undefined;
    return found.errors.slice(0, 3).map((error) => `${error.path ?? ''} ${error.message}`).join('; ');
  }
}
