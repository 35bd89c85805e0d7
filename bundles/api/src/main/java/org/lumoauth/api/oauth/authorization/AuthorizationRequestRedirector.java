/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.authorization;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: redirects the authorization requests of some clients to another page instead of
 * issuing a code, such as the page where users delegate to an agent. Registered with {@code
 * lumoauth.kind=authorization-detour} and {@code lumoauth.name}.
 */
public interface AuthorizationRequestRedirector {

  /**
   * Returns the target of the redirect (303).
   *
   * @param scope the requested scopes as sent: any text, known here or not; may be empty
   * @return a page of the tenant on this server, as an absolute URL, or empty if the client is not
   *     affected
   */
  Optional<URI> findRedirect(TenantContext tenant, Client client, Set<String> scope);
}
