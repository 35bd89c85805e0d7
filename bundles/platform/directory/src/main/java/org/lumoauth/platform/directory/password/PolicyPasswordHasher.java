/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.password;

import org.lumoauth.api.key.PasswordHasher;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.profile.UserProfile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hashes passwords that comply with the policy. */
@Component(service = PolicyPasswordHasher.class)
public final class PolicyPasswordHasher {
  private final PasswordHasher hasher;
  private final PasswordPolicy policy;

  @Activate
  public PolicyPasswordHasher(@Reference PasswordHasher hasher, @Reference PasswordPolicy policy) {
    this.hasher = hasher;
    this.policy = policy;
  }

  /**
   * Hashes a new password.
   *
   * @param about the profile of the password's owner
   * @throws ApiException 422 {@code validation_error} if the password violates the policy
   */
  public String hash(TenantContext tenant, UserProfile about, String password) {
    policy.require(tenant, about, password);
    return hasher.hash(password.toCharArray());
  }
}
