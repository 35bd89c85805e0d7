package org.lumoauth.oauth.grant.refreshtoken;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.oauth.AuthorizationGrant;

/**
 * All refresh tokens that descend from one grant.
 *
 * @param grant what they are made from
 * @param generation which of them is in force
 * @param rotatedAt since when
 * @param createdAt when the first was given
 * @param endsAt when the last ends at the latest
 * @param expiresAt when the one in force ends unless it is used
 * @param endedAt when the family was ended, if it was
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

  /** The same after a use that leaves the token in force. */
  RefreshTokenFamily withExpiry(Instant newExpiry) {
    return new RefreshTokenFamily(
        grant, generation, rotatedAt, createdAt, endsAt, newExpiry, endedAt);
  }

  /** The same after a rotation. */
  RefreshTokenFamily rotated(Instant now, Instant newExpiry) {
    return new RefreshTokenFamily(
        grant, generation + 1, now, createdAt, endsAt, newExpiry, endedAt);
  }
}
