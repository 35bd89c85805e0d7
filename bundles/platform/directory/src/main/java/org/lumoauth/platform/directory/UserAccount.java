package org.lumoauth.platform.directory;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;

/**
 * A user as it is kept.
 *
 * @param id {@code usr_} and a ULID
 * @param profile what administrators edit
 * @param blockedAt when an administrator barred it; empty if it is not barred
 * @param loginCount how often it signed in
 * @param lastLoginAt when it last did
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 * @param version counts changes, for optimistic locking
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

  /** Whether it may act. */
  boolean enabled() {
    return profile.active() && blockedAt.isEmpty();
  }

  /** The user as a subject. */
  public SubjectRef subject() {
    return new SubjectRef(SubjectRef.USER, id);
  }

  /** What other modules see of it. */
  User user() {
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

  /** The same with another profile. */
  UserAccount with(UserProfile changed) {
    return new UserAccount(
        id, changed, blockedAt, loginCount, lastLoginAt, createdAt, updatedAt, version);
  }

  /** The same, barred since then or not at all. */
  UserAccount withBlockedAt(Optional<Instant> since) {
    return new UserAccount(
        id, profile, since, loginCount, lastLoginAt, createdAt, updatedAt, version);
  }
}
