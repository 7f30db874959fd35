// SPDX-License-Identifier: Apache-2.0
// RFC 4180 → rows of fields, by the letter: CRLF between rows, doubled quotes within quotes.
export function parseCsv(text) {
  const rows = [];
  let row = [];
  let at = 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      at += 1;
      for (;;) {
        const quote = text.indexOf('"', at);
        if (quote < 0) throw new Error('a quote is never closed');
        field += text.slice(at, quote);
        at = quote + 1;
        if (text[at] !== '"') break;
        field += '"';
        at += 1;
      }
    } else {
      const end = text.slice(at).search(/[,\r]/);
      if (end < 0) throw new Error('the last row has no line end');
      field = text.slice(at, at + end);
      if (/["\n]/.test(field)) throw new Error(`a bare quote or line feed in ${JSON.stringify(field)}`);
      at += end;
    }
    row.push(field);
    if (text[at] === ',') {
      at += 1;
    } else if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else {
      throw new Error(`neither comma nor line end at ${at}`);
    }
  }
  return rows;
}
