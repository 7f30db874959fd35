// SPDX-License-Identifier: Apache-2.0
// Counts checks. A failed one says what was expected of which address.
export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;

  check(name, holds, detail = '') {
    if (holds) {
      this.passed += 1;
    } else {
      this.failed += 1;
      console.log(`FAILED ${name}${detail === '' ? '' : `: ${detail}`}`);
    }
    return Boolean(holds);
  }

  equal(name, actual, expected) {
    const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
    return this.check(name, a === e, `is ${a}, should be ${e}`);
  }

  skip(name, why) {
    this.skipped += 1;
    console.log(`skipped ${name}: ${why}`);
  }
}
