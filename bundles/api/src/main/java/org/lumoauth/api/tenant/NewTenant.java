package org.lumoauth.api.tenant;

import java.util.Optional;

/**
 * A tenant to be made.
 *
 * @param slug 2 to 63 characters: lower-case letters, digits and single hyphens inside
 * @param name what people call it
 * @param region where its data is kept
 * @param administrator its first administrator
 */
public record NewTenant(
    String slug,
    String name,
    Optional<String> region,
    Optional<TenantAdministrator> administrator) {

  /**
   * @param email the address to sign in with
   * @param password in clear text, checked against the password policy, kept as a hash only
   */
  public record TenantAdministrator(String email, String password) {
    @Override
    public String toString() {
      return "Administrator[email=" + email + "]";
    }
  }
}
