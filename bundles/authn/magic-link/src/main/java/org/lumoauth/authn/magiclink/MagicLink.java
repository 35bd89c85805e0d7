package org.lumoauth.authn.magiclink;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a link that was sent.
 *
 * @param userId to whom
 * @param email to which address
 * @param serial the same as that of the user's other links that hold; a link without it is over
 * @param attempt the sign-in that it was asked for in
 * @param browser where there was none, the keyed hash of the secret of the browser, in hexadecimal
 * @param target where that browser goes when it is signed in
 * @param requestedFrom the address of the peer that asked for it
 * @param requestedAt when
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

  /** Whether it was asked for in this sign-in. */
  boolean askedForIn(String attemptId) {
    return attempt.filter(attemptId::equals).isPresent();
  }

  /** The same for a sign-in that was begun since. */
  MagicLink in(String attemptId) {
    return new MagicLink(
        userId, email, serial, Optional.of(attemptId), browser, target, requestedFrom, requestedAt);
  }

  @Override
  public String toString() {
    return "Link[" + userId + "]";
  }
}
