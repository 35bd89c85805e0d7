package org.lumoauth.oauth.clients;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.oauth.ClientRegistrations;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers clients by their metadata. */
@Component(service = ClientRegistrations.class)
public final class Registrations implements ClientRegistrations {

  private final ClientRegistry clients;

  private final TokenLifetimes lifetimes;

  @Activate
  public Registrations(@Reference ClientRegistry clients, @Reference TokenLifetimes lifetimes) {
    this.clients = clients;
    this.lifetimes = lifetimes;
  }

  @Override
  public Registration register(TenantContext tenant, Map<String, Object> metadata, Initiator by) {
    var settings = RegisteredMetadata.settings(metadata, lifetimes.ofNewClient(tenant));
    var created = clients.create(tenant, settings, by);
    return registration(created.client(), created.secret());
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
    var asked = RegisteredMetadata.settings(metadata, lifetimes.ofNewClient(tenant));
    var changed = clients.change(tenant, clientId, before -> taking(before, asked), by);
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
