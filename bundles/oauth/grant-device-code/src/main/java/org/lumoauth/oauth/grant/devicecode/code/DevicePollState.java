package org.lumoauth.oauth.grant.devicecode.code;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a device asks what became of its request (RFC 8628 section 3.4). JSON can hold it.
 *
 * @param clientId whose code it is
 * @param userCode the request is known by
 * @param interval the least time between two questions
 * @param lastAt when it asked last
 * @param expiresAt until when there can be an answer
 * @param used whether the code was redeemed
 */
public record DevicePollState(
    String clientId,
    String userCode,
    Duration interval,
    Optional<Instant> lastAt,
    Instant expiresAt,
    boolean used) {

  /** Section 3.5. */
  private static final Duration SLOWER = Duration.ofSeconds(5);

  /** A device waits before it sends, and then the network may be quicker than the time before. */
  private static final Duration LENIENCE = Duration.ofSeconds(1);

  boolean isTooSoon(Instant now) {
    return lastAt.map(last -> now.isBefore(last.plus(interval).minus(LENIENCE))).orElse(false);
  }

  DevicePollState withPollAt(Instant now) {
    return new DevicePollState(clientId, userCode, interval, Optional.of(now), expiresAt, used);
  }

  DevicePollState withLongerInterval(Instant now) {
    return new DevicePollState(
        clientId, userCode, interval.plus(SLOWER), Optional.of(now), expiresAt, used);
  }

  DevicePollState redeemed() {
    return new DevicePollState(clientId, userCode, interval, lastAt, expiresAt, true);
  }
}
