package org.lumoauth.api.directory;

import java.util.Optional;

/**
 * A user to be made.
 *
 * @param email the address
 * @param name what people call them
 * @param password in clear text, checked against the password policy; none means that the user
 *     can't sign in with one
 * @param emailVerified whether the address counts as proven
 */
public record NewUser(
    String email, Optional<String> name, Optional<String> password, boolean emailVerified) {
  @Override
  public String toString() {
    return "NewUser[email=" + email + "]";
  }
}
