package org.lumoauth.oauth.clients;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientRegistrations;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.oauth.clients.scope.ScopeMemory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers clients by their metadata. */
@Component(service = ClientRegistrations.class)
public final class Registrations implements ClientRegistrations {

  private final ClientRegistry clients;

  private final TokenLifetimes lifetimes;

  private final ScopeMemory scopes;

  @Activate
  public Registrations(
      @Reference ClientRegistry clients,
      @Reference TokenLifetimes lifetimes,
      @Reference ScopeMemory scopes) {
    this.clients = clients;
    this.lifetimes = lifetimes;
    this.scopes = scopes;
  }

  @Override
  public Registration register(TenantContext tenant, Map<String, Object> metadata, Initiator by) {
    var settings =
        RegisteredMetadata.settings(withScope(tenant, metadata), lifetimes.ofNewClient(tenant));
    var created = clients.create(tenant, withOrigin(settings, metadata), by);
    return registration(created.client(), created.secret());
  }

  /** Marks a client that no administrator vouches for. */
  private static ClientSettings withOrigin(ClientSettings settings, Map<String, Object> metadata) {
    if (!Boolean.TRUE.equals(metadata.get(Client.SELF_REGISTERED))) {
      return settings;
    }
    Map<String, Object> marked = new HashMap<>(settings.metadata());
    marked.put(Client.SELF_REGISTERED, true);
    return settings.withMetadata(marked);
  }

  /** RFC 7591 section 2: who names no scope may get a default set. */
  private Map<String, Object> withScope(TenantContext tenant, Map<String, Object> metadata) {
    if (metadata.containsKey("scope")) {
      return metadata;
    }
    Map<String, Object> all = new HashMap<>(metadata);
    all.put("scope", String.join(" ", scopes.ofNewClients(tenant)));
    return all;
  }

  @Override
  public Optional<Registration> find(TenantContext tenant, String clientId) {
    try {
      return Optional.of(registration(clients.get(tenant, clientId), Optional.empty()));
    } catch (Problem e) {
      return Optional.empty();
    }
  }

  @Override
  public Registration replace(
      TenantContext tenant, String clientId, Map<String, Object> metadata, Initiator by) {
    long lifetime = lifetimes.ofNewClient(tenant);
    var changed =
        clients.change(
            tenant,
            clientId,
            before -> taking(before, RegisteredMetadata.settings(before, metadata, lifetime)),
            by);
    return registration(changed, Optional.empty());
  }

  @Override
  public void remove(TenantContext tenant, String clientId, Initiator by) {
    clients.delete(tenant, clientId, by);
  }

  /** What the client asks for, with what only an administrator gives or takes left as it was. */
  private static ClientSettings taking(ClientSettings before, ClientSettings asked) {
    Map<String, Object> metadata = new HashMap<>(asked.metadata());
    for (String name : RegisteredMetadata.NOT_SELF_GIVEN) {
      if (before.metadata().containsKey(name)) {
        metadata.put(name, before.metadata().get(name));
      }
    }
    return new ClientSettings(
        asked.name(),
        asked.confidential(),
        before.active(),
        before.requiresPkce(),
        asked.applicationType(),
        asked.grantTypes(),
        asked.scopes(),
        asked.authenticationMethods(),
        asked.redirectUris(),
        asked.audienceUris(),
        before.accessTokenSeconds(),
        before.refreshTokenSeconds(),
        metadata);
  }

  private static Registration registration(RegisteredClient client, Optional<String> secret) {
    return new Registration(
        client.clientId(),
        secret,
        client.createdAt(),
        RegisteredMetadata.metadata(client.settings()));
  }
}
