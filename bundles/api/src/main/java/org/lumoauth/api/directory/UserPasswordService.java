/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.directory;

import java.util.List;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Manages passwords of users. Hashes never leave the provider. */
@ProviderType
public interface UserPasswordService {

  /** Returns whether the user has a password. */
  boolean hasPassword(TenantContext tenant, String userId);

  /**
   * Returns whether this is the user's password. Takes the same time for a user without a password
   * and for an unknown id. A hash with weaker parameters than the configured parameters is
   * replaced.
   */
  boolean matches(TenantContext tenant, String userId, char[] password);

  /**
   * Returns the violations of the tenant's password policy as message keys; empty if the password
   * is accepted (NIST SP 800-63B-4 section 3.1.1.2).
   */
  List<String> findPolicyViolations(TenantContext tenant, String userIdOrEmail, char[] password);

  /**
   * Sets the password and publishes the event {@code user.password-changed}.
   *
   * @throws org.lumoauth.api.web.ApiException 422 {@code validation_error} if the password violates
   *     the policy
   */
  void setPassword(TenantContext tenant, String userId, char[] password);

  /** Sets the password with the initiator for the audit record. */
  void setPassword(TenantContext tenant, String userId, char[] password, AuditInitiator by);
}
