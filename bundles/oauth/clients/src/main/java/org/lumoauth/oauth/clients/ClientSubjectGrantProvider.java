/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.authz.SubjectGrantProvider;
import org.lumoauth.api.authz.SubjectGrants;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.clients.scope.ScopeCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reports the permissions that a client's scopes grant. A client that uses {@code
 * client_credentials} has every scope as its own permission; any other client gets scopes from a
 * user, except administration scopes, which count for each client.
 */
@Component(
    service = {ClientSubjectGrantProvider.class, SubjectGrantProvider.class},
    property = {"lumoauth.kind=subject-grants", "lumoauth.name=oauth-clients"})
public final class ClientSubjectGrantProvider implements SubjectGrantProvider {

  private static final String CLIENTS_READ = "clients" + SystemPermissions.READ;
  private static final String CLIENT_CREDENTIALS = "client_credentials";

  /**
   * Scopes about a user (OpenID Connect Core sections 5.4 and 11), which grant a client no
   * permission.
   */
  private static final Set<String> IDENTITY =
      Set.of("openid", "profile", "email", "address", "phone", "offline_access");

  private final ClientCache clients;
  private final ScopeCache scopes;

  @Activate
  public ClientSubjectGrantProvider(@Reference ClientCache clients, @Reference ScopeCache scopes) {
    this.clients = clients;
    this.scopes = scopes;
  }

  @Override
  public SubjectGrants grants(TenantContext tenant, SubjectRef subject) {
    return subject.type().equals(SubjectRef.CLIENT)
        ? clients
            .find(tenant.id(), subject.id())
            .map(stored -> of(tenant, stored.client().settings()))
            .orElseGet(() -> SubjectGrants.listed(Set.of(), CLIENTS_READ))
        : SubjectGrants.listed(Set.of(), CLIENTS_READ);
  }

  /** Returns the grants of a client with these settings. */
  public SubjectGrants of(TenantContext tenant, RegisteredClientSettings settings) {
    return SubjectGrants.listed(permissions(tenant, settings), CLIENTS_READ);
  }

  /**
   * Returns the scopes of a client that are permissions; every new client has the default scopes.
   */
  public Set<String> permissions(TenantContext tenant, RegisteredClientSettings settings) {
    if (!settings.grantTypes().contains(CLIENT_CREDENTIALS)) {
      return settings.scopes().stream()
          .filter(SystemPermissions::isAdministrative)
          .collect(Collectors.toSet());
    }
    var granted = new HashSet<>(settings.scopes());
    granted.removeAll(IDENTITY);
    List<String> standard = scopes.defaultScopes(tenant);
    granted.removeIf(
        scope -> standard.contains(scope) && !SystemPermissions.isAdministrative(scope));
    return granted;
  }
}
