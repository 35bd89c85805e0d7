package org.lumoauth.api.directory;

import java.util.List;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Passwords of users. No hash leaves its provider. */
@ProviderType
public interface UserPasswordService {

  /** Whether the user has a password. */
  boolean hasPassword(TenantContext tenant, String userId);

  /**
   * Whether this is the user's password. Takes as long for a user without one and for an id that is
   * not known. A hash made with weaker settings than are in force is made anew.
   */
  boolean matches(TenantContext tenant, String userId, char[] password);

  /**
   * Why the tenant's policy does not take a password, as message keys; empty if it does (NIST SP
   * 800-63B-4 section 3.1.1.2).
   */
  List<String> findPolicyViolations(TenantContext tenant, String userIdOrEmail, char[] password);

  /**
   * Sets the password and publishes the event {@code user.password-changed}.
   *
   * @throws org.lumoauth.api.web.ApiException 422 {@code validation_error} if the policy does not
   *     take it
   */
  void setPassword(TenantContext tenant, String userId, char[] password);

  /** The same, with who asked for it, for the audit record. */
  void setPassword(TenantContext tenant, String userId, char[] password, AuditInitiator by);
}
