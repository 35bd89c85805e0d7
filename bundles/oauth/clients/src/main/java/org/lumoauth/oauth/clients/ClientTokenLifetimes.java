package org.lumoauth.oauth.clients;

import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * How long tokens live of clients that are registered without a lifetime of their own: access
 * tokens as the tenant set in the section {@code tokens} when they were registered, else an hour;
 * refresh tokens as it sets in the section {@code refreshTokens}, else 30 days.
 */
@Component(service = ClientTokenLifetimes.class)
public class ClientTokenLifetimes {

  /** An hour. */
  public static final long STANDARD_SECONDS = 3_600;

  private static final long STANDARD_REFRESH_SECONDS = 2_592_000;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SettingsStore settings;

  /** For a client that is registered now, in seconds. */
  public long accessTokenSecondsOfNewClient(TenantContext tenant) {
    return seconds(tenant, "tokens", "accessTokenLifetime", STANDARD_SECONDS);
  }

  /** Of the client's refresh tokens that are given now, in seconds. */
  public long refreshTokenSeconds(TenantContext tenant, ClientSettings client) {
    return client.refreshTokenSeconds() > 0
        ? client.refreshTokenSeconds()
        : seconds(tenant, "refreshTokens", "lifetimeSeconds", STANDARD_REFRESH_SECONDS);
  }

  private long seconds(TenantContext tenant, String section, String name, long standard) {
    var store = settings;
    return store != null && store.read(tenant, section).get(name) instanceof Number seconds
        ? seconds.longValue()
        : standard;
  }
}
