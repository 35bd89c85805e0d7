/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test moves. */
final class TokenTestClock implements InstantSource {
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");

  void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
