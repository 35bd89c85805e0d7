package org.lumoauth.oauth.grant.tokenexchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;

/**
 * Who takes part in an exchange.
 *
 * @param subject the subject's token
 * @param actor the actor's token
 * @param actors who acts in the new token, the current actor first
 */
record ExchangeParties(
    ExchangeInputToken subject, Optional<ExchangeInputToken> actor, List<SubjectRef> actors) {

  /**
   * How long what is made may live: never beyond what it is made from; in whole seconds, cut off.
   *
   * @param most how long at most
   * @param until when it ends at the latest, besides
   * @throws OAuthException {@code invalid_request} if something that was presented ends now
   */
  Duration lifetime(Instant now, Duration most, Optional<Instant> until) {
    Duration lifetime = shorter(most, Duration.between(now, expiresAt()));
    if (until.isPresent()) {
      lifetime = shorter(lifetime, Duration.between(now, until.get()));
    }
    if (lifetime.toSeconds() < 1) {
      throw OAuthException.invalidRequest("A token that was presented expires now; get a new one.");
    }
    return Duration.ofSeconds(lifetime.toSeconds());
  }

  /** When the first of what was presented expires. */
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
