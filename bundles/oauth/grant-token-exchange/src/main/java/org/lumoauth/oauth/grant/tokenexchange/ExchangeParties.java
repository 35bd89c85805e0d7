/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;

/**
 * The parties of an exchange.
 *
 * @param subject the subject token
 * @param actor the actor token
 * @param actors the actors of the new token, the current actor first
 */
record ExchangeParties(
    ExchangeInputToken subject, Optional<ExchangeInputToken> actor, List<SubjectRef> actors) {

  /**
   * Returns the lifetime of the new token in whole seconds, rounded down. It never exceeds the
   * lifetime of the presented tokens.
   *
   * @param most the maximum lifetime
   * @param until another upper limit, if present
   * @throws OAuthException {@code invalid_request} if a presented token expires now
   */
  Duration lifetime(Instant now, Duration most, Optional<Instant> until) {
    Duration lifetime = shorter(most, Duration.between(now, expiresAt()));
    if (until.isPresent()) {
      lifetime = shorter(lifetime, Duration.between(now, until.get()));
    }
    if (lifetime.toSeconds() < 1) {
      throw OAuthException.invalidRequest(
          "The subject_token or actor_token is about to expire. Get a new one.");
    }
    return Duration.ofSeconds(lifetime.toSeconds());
  }

  /** Returns when the first presented token expires. */
  Instant expiresAt() {
    return actor
        .map(ExchangeInputToken::expiresAt)
        .filter(end -> end.isBefore(subject.expiresAt()))
        .orElse(subject.expiresAt());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
