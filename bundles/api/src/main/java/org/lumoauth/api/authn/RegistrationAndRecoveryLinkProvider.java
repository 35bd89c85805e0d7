/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: the pages for users without a way to sign in, because they have no account or
 * forgot their credentials. Registered with {@code lumoauth.kind=sign-in-links} and {@code
 * lumoauth.name}. The sign-in pages add the parameter {@code attempt}, the id of the sign-in to
 * return to.
 */
public interface RegistrationAndRecoveryLinkProvider {

  /**
   * Returns the path of the registration page, from the root of this server and without a query;
   * empty if registration is not available. It is one of the tenant's pages.
   */
  Optional<String> registrationPath(TenantContext tenant);

  /** Returns the path of the account recovery page, in the same form. */
  Optional<String> recoveryPath(TenantContext tenant);
}
