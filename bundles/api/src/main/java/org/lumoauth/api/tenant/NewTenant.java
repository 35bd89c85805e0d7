/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.tenant;

import java.util.Optional;

/**
 * A tenant to create.
 *
 * @param slug 2 to 63 characters: lower-case letters, digits and single hyphens inside
 * @param name the display name
 * @param region the region of its data
 * @param administrator its first administrator
 */
public record NewTenant(
    String slug,
    String name,
    Optional<String> region,
    Optional<TenantAdministrator> administrator) {

  /**
   * The first administrator of a tenant.
   *
   * @param email the e-mail address for sign-in
   * @param password the password in clear text, checked against the password policy and stored only
   *     as a hash
   */
  public record TenantAdministrator(String email, String password) {
    @Override
    public String toString() {
      return "Administrator[email=" + email + "]";
    }
  }
}
