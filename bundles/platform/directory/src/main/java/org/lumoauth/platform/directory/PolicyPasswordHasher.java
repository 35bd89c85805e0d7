package org.lumoauth.platform.directory;

import org.lumoauth.api.key.PasswordHasher;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes hashes of the passwords that the policy takes. */
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
   * @param about whose it is to be
   * @throws ApiException 422 {@code validation_error} if the policy does not take it
   */
  String hash(TenantContext tenant, UserProfile about, String password) {
    policy.require(tenant, about, password);
    return hasher.hash(password.toCharArray());
  }
}
