/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.code;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The polling state of a device (RFC 8628 section 3.4), serialized as JSON.
 *
 * @param clientId the client of the device code
 * @param userCode the user code of the request
 * @param interval the minimum interval between two polling requests
 * @param lastAt when the device polled last
 * @param expiresAt when the device code expires
 * @param used whether the device code was redeemed
 */
public record DevicePollState(
    String clientId,
    String userCode,
    Duration interval,
    Optional<Instant> lastAt,
    Instant expiresAt,
    boolean used) {

  /** Added to the interval after each slow_down (section 3.5). */
  private static final Duration SLOWER = Duration.ofSeconds(5);

  /** Tolerance for varying network latency between two polling requests. */
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
