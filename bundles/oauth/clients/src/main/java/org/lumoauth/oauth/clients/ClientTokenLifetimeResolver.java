/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import org.jspecify.annotations.Nullable;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The token lifetimes of clients without lifetimes of their own: access tokens as set by the tenant
 * in the section {@code tokens} at registration, by default one hour; refresh tokens as currently
 * set in the section {@code refreshTokens}, by default 30 days.
 */
@Component(service = ClientTokenLifetimeResolver.class)
public class ClientTokenLifetimeResolver {

  /** One hour. */
  public static final long STANDARD_SECONDS = 3_600;

  private static final long STANDARD_REFRESH_SECONDS = 2_592_000;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable SettingsStore settings;

  /** Returns the access token lifetime of a client registered now, in seconds. */
  public long accessTokenSecondsOfNewClient(TenantContext tenant) {
    return seconds(tenant, "tokens", "accessTokenLifetime", STANDARD_SECONDS);
  }

  /** Returns the lifetime of the client's refresh tokens issued now, in seconds. */
  public long refreshTokenSeconds(TenantContext tenant, RegisteredClientSettings client) {
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
