package org.lumoauth.api.oauth;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: clients that get no code from the authorization endpoint, and where people say
 * instead what such a client may, as an agent. Registered with {@code
 * lumoauth.kind=authorization-detour} and {@code lumoauth.name}.
 */
public interface AuthorizationRedirectHook {

  /**
   * Where the browser goes instead (303).
   *
   * @param scope the scopes that the request asks for, as they were sent: any text, known here or
   *     not; may be empty
   * @return a page of the tenant on this server, as an absolute URL, or empty if the client is none
   *     of these
   */
  Optional<URI> findRedirect(TenantContext tenant, Client client, Set<String> scope);
}
