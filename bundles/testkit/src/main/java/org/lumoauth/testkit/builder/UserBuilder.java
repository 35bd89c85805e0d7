/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.builder;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.directory.User;

/** Builds a {@link User}. */
public record UserBuilder(
    String id,
    String email,
    Optional<String> name,
    boolean active,
    boolean blocked,
    Optional<String> username) {

  /** The user's default id. */
  public static final String ID = "usr_" + DeterministicUlidFactory.of("user");

  static UserBuilder plain() {
    return new UserBuilder(
        ID, "ada@example.com", Optional.of("Ada"), true, false, Optional.empty());
  }

  public UserBuilder withId(String newId) {
    return new UserBuilder(newId, email, name, active, blocked, username);
  }

  public UserBuilder withEmail(String address) {
    return new UserBuilder(id, address, name, active, blocked, username);
  }

  public UserBuilder named(String newName) {
    return new UserBuilder(id, email, Optional.of(newName), active, blocked, username);
  }

  public UserBuilder withUsername(String text) {
    return new UserBuilder(id, email, name, active, blocked, Optional.of(text));
  }

  public UserBuilder inactive() {
    return new UserBuilder(id, email, name, false, blocked, username);
  }

  public UserBuilder withBlocked() {
    return new UserBuilder(id, email, name, active, true, username);
  }

  public User build() {
    return new User(id, email, username, name, true, active, blocked, Instant.EPOCH.plusSeconds(1));
  }
}
