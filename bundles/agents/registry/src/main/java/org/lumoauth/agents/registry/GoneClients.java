package org.lumoauth.agents.registry;

import java.util.List;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.oauth.Clients;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.Statements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Ids of clients and agents that are gone. Nobody gets one of them again: what lets a client in by
 * its id, as the list of an MCP server, may still name it.
 */
@Component(
    service = {GoneClients.class, DomainEventListener.class},
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=agents-registry-gone-clients",
      DomainEventListener.MISSES_NONE + "=client.changed"
    })
public final class GoneClients implements DomainEventListener {

  private final PersistenceUnit unit;
  private final Clients clients;
  private final TenantRegistry tenants;

  @Activate
  public GoneClients(
      @Reference RegistryUnit registry,
      @Reference Clients clients,
      @Reference TenantRegistry tenants) {
    this.unit = registry.unit();
    this.clients = clients;
    this.tenants = tenants;
  }

  /** Whether a client or an agent had this id, and is gone. */
  boolean had(String tenantId, String clientId) {
    List<String> found =
        unit.jdbc(
            connection ->
                Statements.list(
                    connection,
                    row -> row.getString(1),
                    "select client_id from agent_client_gone where tenant_id = ? and client_id = ?",
                    tenantId,
                    clientId));
    return !found.isEmpty();
  }

  @Override
  public void on(DomainEvent event) {
    if (event.type().equals("client.changed")
        && AgentCache.CLIENT_ID.matcher(event.id()).matches()) {
      tenants
          .byId(event.tenantId())
          .filter(tenant -> clients.find(tenant, event.id()).isEmpty())
          .ifPresent(tenant -> keep(tenant, event.id()));
    }
  }

  private void keep(TenantContext tenant, String clientId) {
    if (had(tenant.id(), clientId)) {
      return;
    }
    try {
      unit.jdbc(
          connection ->
              Statements.update(
                  connection,
                  "insert into agent_client_gone (tenant_id, client_id) values (?, ?)",
                  tenant.id(),
                  clientId));
    } catch (DuplicateKeyException e) {
      return; // another node was first
    }
  }
}
