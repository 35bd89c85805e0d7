/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;

/**
 * The polling state of a client's request (CIBA sections 7.3 and 11). Serializable as JSON.
 *
 * @param clientId the client
 * @param requestId the request
 * @param interval the minimum time between two polling requests
 * @param lastAt the time of the last polling request
 * @param expiresAt until when the request can be answered
 * @param grantId the grant, once its tokens were fetched
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

  /** A client waits before it sends, and the network may then be faster than the time before. */
  private static final Duration LENIENCE = Duration.ofSeconds(1);

  /** Returns whether the client polls too early. */
  public boolean isTooSoon(Instant now) {
    return lastAt.map(last -> now.isBefore(last.plus(interval).minus(LENIENCE))).orElse(false);
  }

  /** Returns the state after a polling request. */
  public BackchannelPollState withPollAt(Instant now) {
    return new BackchannelPollState(
        clientId, requestId, interval, Optional.of(now), expiresAt, grantId);
  }

  /** Returns the state after a polling request that was too early. */
  public BackchannelPollState withLongerInterval(Instant now) {
    return new BackchannelPollState(
        clientId, requestId, interval.plus(SLOWER), Optional.of(now), expiresAt, grantId);
  }

  /** Returns the state after the tokens were fetched. */
  public BackchannelPollState redeemed(AuthorizationGrant grant) {
    return new BackchannelPollState(
        clientId, requestId, interval, lastAt, expiresAt, Optional.of(grant.id()));
  }
}
