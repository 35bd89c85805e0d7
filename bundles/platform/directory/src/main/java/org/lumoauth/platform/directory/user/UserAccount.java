/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.platform.directory.profile.UserProfile;

/**
 * A stored user.
 *
 * @param id {@code usr_} and a ULID
 * @param profile the members that administrators edit
 * @param blockedAt when an administrator blocked the user; empty if not blocked
 * @param loginCount the number of sign-ins
 * @param lastLoginAt the time of the last sign-in
 * @param createdAt the time of creation
 * @param updatedAt the time of the last change
 * @param version incremented on each change, for optimistic locking
 */
public record UserAccount(
    String id,
    UserProfile profile,
    Optional<Instant> blockedAt,
    long loginCount,
    Optional<Instant> lastLoginAt,
    Instant createdAt,
    Instant updatedAt,
    long version) {

  /** Returns whether the user may act. */
  boolean enabled() {
    return profile.active() && blockedAt.isEmpty();
  }

  /** Returns the user as a subject. */
  public SubjectRef subject() {
    return new SubjectRef(SubjectRef.USER, id);
  }

  /** Returns the view for other modules. */
  public User user() {
    return new User(
        id,
        profile.email(),
        profile.username(),
        profile.name(),
        profile.emailVerified(),
        profile.active(),
        blockedAt.isPresent(),
        createdAt);
  }

  /** Returns a copy with another profile. */
  UserAccount with(UserProfile changed) {
    return new UserAccount(
        id, changed, blockedAt, loginCount, lastLoginAt, createdAt, updatedAt, version);
  }

  /** Returns a copy blocked since the given time, or not blocked. */
  UserAccount withBlockedAt(Optional<Instant> since) {
    return new UserAccount(
        id, profile, since, loginCount, lastLoginAt, createdAt, updatedAt, version);
  }
}
