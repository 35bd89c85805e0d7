/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;

/**
 * A refresh token family: all refresh tokens that descend from one grant.
 *
 * @param grant the grant
 * @param generation the generation of the current token
 * @param rotatedAt when the current token was issued
 * @param createdAt when the first token was issued
 * @param endsAt when the family expires at the latest
 * @param expiresAt when the current token expires unless it is used
 * @param endedAt when the family was revoked, if it was
 */
record RefreshTokenFamily(
    AuthorizationGrant grant,
    int generation,
    Instant rotatedAt,
    Instant createdAt,
    Instant endsAt,
    Instant expiresAt,
    Optional<Instant> endedAt) {

  boolean isValid(Instant now) {
    return endedAt.isEmpty() && now.isBefore(expiresAt) && now.isBefore(endsAt);
  }

  /** Returns a copy after a use without rotation. */
  RefreshTokenFamily withExpiry(Instant newExpiry) {
    return new RefreshTokenFamily(
        grant, generation, rotatedAt, createdAt, endsAt, newExpiry, endedAt);
  }

  /** Returns a copy after a rotation. */
  RefreshTokenFamily rotated(Instant now, Instant newExpiry) {
    return new RefreshTokenFamily(
        grant, generation + 1, now, createdAt, endsAt, newExpiry, endedAt);
  }
}
