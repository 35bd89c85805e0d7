package org.lumoauth.oauth.ciba.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.oauth.AuthorizationGrant;

/**
 * How a client asks what became of its request (CIBA sections 7.3 and 11). JSON can hold it.
 *
 * @param clientId whose request it is
 * @param requestId what the request is known by
 * @param interval the least time between two questions
 * @param lastAt when it asked last
 * @param expiresAt until when there can be an answer
 * @param grantId what was granted, once the tokens were fetched
 */
public record BackchannelPollState(
    String clientId,
    String requestId,
    Duration interval,
    Optional<Instant> lastAt,
    Instant expiresAt,
    Optional<String> grantId) {

  /** Section 11. */
  private static final Duration SLOWER = Duration.ofSeconds(5);

  /** A client waits before it sends, and then the network may be quicker than the time before. */
  private static final Duration LENIENCE = Duration.ofSeconds(1);

  /** Whether the client did not wait. */
  public boolean isTooSoon(Instant now) {
    return lastAt.map(last -> now.isBefore(last.plus(interval).minus(LENIENCE))).orElse(false);
  }

  /** The same, asked now. */
  public BackchannelPollState withPollAt(Instant now) {
    return new BackchannelPollState(
        clientId, requestId, interval, Optional.of(now), expiresAt, grantId);
  }

  /** The same, asked now and too soon. */
  public BackchannelPollState withLongerInterval(Instant now) {
    return new BackchannelPollState(
        clientId, requestId, interval.plus(SLOWER), Optional.of(now), expiresAt, grantId);
  }

  /** The same, used up. */
  public BackchannelPollState redeemed(AuthorizationGrant grant) {
    return new BackchannelPollState(
        clientId, requestId, interval, lastAt, expiresAt, Optional.of(grant.id()));
  }
}
