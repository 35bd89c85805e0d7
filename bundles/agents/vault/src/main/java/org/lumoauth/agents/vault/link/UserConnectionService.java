/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.link;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.VaultGrant;
import org.lumoauth.agents.vault.grant.VaultGrantRevocationService;
import org.lumoauth.agents.vault.grant.VaultGrantStore;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Manages the linked accounts of users. */
@Component(service = UserConnectionService.class)
public final class UserConnectionService {

  private final ConnectionStore connections;
  private final VaultGrantStore grants;
  private final VaultGrantRevocationService end;

  @Activate
  public UserConnectionService(
      @Reference ConnectionStore connections,
      @Reference VaultGrantStore grants,
      @Reference VaultGrantRevocationService end) {
    this.connections = connections;
    this.grants = grants;
    this.end = end;
  }

  /**
   * Returns every connection that a user can link, and the other connections with a grant of the
   * user.
   */
  public List<UserConnection> of(TenantContext tenant, String userId) {
    Map<String, VaultGrant> own =
        grants.findByHolder(tenant.id(), userId).stream()
            .collect(Collectors.toMap(VaultGrant::connectionId, Function.identity()));
    return connections.all(tenant.id()).stream()
        .filter(each -> each.spec().isUserMode())
        .filter(each -> each.spec().enabled() || own.containsKey(each.id()))
        .map(each -> new UserConnection(each, Optional.ofNullable(own.get(each.id()))))
        .toList();
  }

  /**
   * Revokes the user's grant of a connection.
   *
   * @return whether the user had a grant
   */
  public boolean unlink(
      TenantContext tenant, String userId, String connectionId, AuditInitiator by) {
    Optional<VaultConnection> connection = connections.find(tenant.id(), connectionId);
    return connection
        .flatMap(of -> grants.find(tenant.id(), of.id(), userId))
        .map(grant -> end.revoke(tenant, connection.get(), grant, by))
        .orElse(false);
  }
}
