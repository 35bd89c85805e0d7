package org.lumoauth.agents.vault.link;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.VaultGrant;
import org.lumoauth.agents.vault.grant.VaultGrantRevocation;
import org.lumoauth.agents.vault.grant.VaultGrantStore;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What users have linked. */
@Component(service = UserConnectionService.class)
public final class UserConnectionService {

  private final ConnectionStore connections;
  private final VaultGrantStore grants;
  private final VaultGrantRevocation end;

  @Activate
  public UserConnectionService(
      @Reference ConnectionStore connections,
      @Reference VaultGrantStore grants,
      @Reference VaultGrantRevocation end) {
    this.connections = connections;
    this.grants = grants;
    this.end = end;
  }

  /** Every connection that a user can link, and of others those that they have. */
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
   * Ends the grant that a user has of a connection.
   *
   * @return whether they had one
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
