package org.lumoauth.agents.vault.link;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lumoauth.agents.vault.connection.Connection;
import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.grant.Grant;
import org.lumoauth.agents.vault.grant.GrantEnd;
import org.lumoauth.agents.vault.grant.GrantStore;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What users have linked. */
@Component(service = Links.class)
public final class Links {

  private final ConnectionStore connections;
  private final GrantStore grants;
  private final GrantEnd end;

  @Activate
  public Links(
      @Reference ConnectionStore connections,
      @Reference GrantStore grants,
      @Reference GrantEnd end) {
    this.connections = connections;
    this.grants = grants;
    this.end = end;
  }

  /** Every connection that a user can link, and of others those that they have. */
  public List<Linked> of(TenantContext tenant, String userId) {
    Map<String, Grant> own =
        grants.ofHolder(tenant.id(), userId).stream()
            .collect(Collectors.toMap(Grant::connectionId, Function.identity()));
    return connections.all(tenant.id()).stream()
        .filter(each -> each.spec().ofUsers())
        .filter(each -> each.spec().enabled() || own.containsKey(each.id()))
        .map(each -> new Linked(each, Optional.ofNullable(own.get(each.id()))))
        .toList();
  }

  /**
   * Ends the grant that a user has of a connection.
   *
   * @return whether they had one
   */
  public boolean end(TenantContext tenant, String userId, String connectionId, Initiator by) {
    Optional<Connection> connection = connections.find(tenant.id(), connectionId);
    return connection
        .flatMap(of -> grants.find(tenant.id(), of.id(), userId))
        .map(grant -> end.end(tenant, connection.get(), grant, by))
        .orElse(false);
  }
}
