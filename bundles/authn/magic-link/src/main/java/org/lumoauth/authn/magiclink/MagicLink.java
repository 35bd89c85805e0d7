/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import java.time.Instant;
import java.util.Optional;

/**
 * A sent sign-in link.
 *
 * @param userId the user
 * @param email the address to which it was sent
 * @param serial the serial shared by all valid links of the user; a link with another serial is
 *     invalid
 * @param attempt the sign-in for which it was requested
 * @param browser if there was no sign-in, the keyed hash of the browser's secret, in hexadecimal
 * @param target the page to which that browser is redirected after sign-in
 * @param requestedFrom the address of the requesting peer
 * @param requestedAt when it was requested
 */
public record MagicLink(
    String userId,
    String email,
    String serial,
    Optional<String> attempt,
    Optional<String> browser,
    Optional<MagicLinkReturnPath> target,
    String requestedFrom,
    Instant requestedAt) {

  /** Returns whether it was requested for this sign-in. */
  boolean askedForIn(String attemptId) {
    return attempt.filter(attemptId::equals).isPresent();
  }

  /** Returns a copy for a sign-in that began later. */
  MagicLink in(String attemptId) {
    return new MagicLink(
        userId, email, serial, Optional.of(attemptId), browser, target, requestedFrom, requestedAt);
  }

  @Override
  public String toString() {
    return "Link[" + userId + "]";
  }
}
