/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.directory;

import java.util.Optional;

/**
 * A user to create.
 *
 * @param email the e-mail address
 * @param name the display name
 * @param password the password in clear text, checked against the password policy; without one, the
 *     user cannot sign in by password
 * @param emailVerified whether the address counts as verified
 */
public record NewUser(
    String email, Optional<String> name, Optional<String> password, boolean emailVerified) {
  @Override
  public String toString() {
    return "NewUser[email=" + email + "]";
  }
}
