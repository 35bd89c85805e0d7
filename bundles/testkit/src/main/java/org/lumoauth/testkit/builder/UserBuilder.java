package org.lumoauth.testkit.builder;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.directory.User;

/** Builds a {@link User}. */
public record UserBuilder(
    String id, String email, Optional<String> name, boolean active, boolean blocked) {

  /** The id of the user unless a test gives another. */
  public static final String ID = "usr_" + Ulids.of("user");

  static UserBuilder plain() {
    return new UserBuilder(ID, "ada@example.com", Optional.of("Ada"), true, false);
  }

  public UserBuilder withId(String newId) {
    return new UserBuilder(newId, email, name, active, blocked);
  }

  public UserBuilder withEmail(String address) {
    return new UserBuilder(id, address, name, active, blocked);
  }

  public UserBuilder named(String newName) {
    return new UserBuilder(id, email, Optional.of(newName), active, blocked);
  }

  public UserBuilder inactive() {
    return new UserBuilder(id, email, name, false, blocked);
  }

  public UserBuilder barred() {
    return new UserBuilder(id, email, name, active, true);
  }

  public User build() {
    return new User(
        id, email, Optional.empty(), name, true, active, blocked, Instant.EPOCH.plusSeconds(1));
  }
}
