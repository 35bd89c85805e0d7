package org.lumoauth.api.authn;

import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: where the sign-in pages send people who cannot sign in yet, or no more.
 * Registered with {@code lumoauth.kind=sign-in-links} and {@code lumoauth.name}. The pages add the
 * parameter {@code attempt}, the id of the sign-in to come back to.
 */
public interface SignInLinkProvider {

  /**
   * The path, from the root of this server and without a query, of the page to register on; empty
   * where nobody can. It is one of the tenant's pages.
   */
  Optional<String> registrationPath(TenantContext tenant);

  /** The path, likewise, of the page for people who forgot how to sign in. */
  Optional<String> recoveryPath(TenantContext tenant);
}
