/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientSource;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.clientidmetadata.CimdSettings.CimdPolicy;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.lumoauth.support.concurrent.FetchWaitLimiter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Provides clients that use the URL of their metadata document as client ID, if the tenant accepts
 * such clients.
 */
@Component(property = {"lumoauth.kind=client-source", "lumoauth.name=metadata-document"})
public final class CimdClientSource implements ClientSource {

  private static final int MAX_DOCUMENTS = 10_000;

  private static final Duration STANDARD_LIFETIME = Duration.ofHours(1);

  private record MetadataDocumentKey(String tenantId, URI url) {}

  private final ClientMetadataFetcher fetch;
  private final SettingsStore settings;
  private final FetchWaitLimiter waiting;
  private final InstantSource clock;
  private final Cache<MetadataDocumentKey, ClientMetadataCacheEntry> documents =
      MeasuredCacheFactory.build(
          "oauth-client-id-metadata.documents",
          Caffeine.newBuilder().maximumSize(MAX_DOCUMENTS).expireAfterAccess(Duration.ofDays(1)));

  @Activate
  public CimdClientSource(
      @Reference OutboundHttpClient http,
      @Reference SettingsStore settings,
      @Reference InstantSource clock) {
    this(http, settings, new FetchWaitLimiter(), clock);
  }

  CimdClientSource(
      OutboundHttpClient http,
      SettingsStore settings,
      FetchWaitLimiter waiting,
      InstantSource clock) {
    this.fetch = new ClientMetadataFetcher(http);
    this.settings = settings;
    this.waiting = waiting;
    this.clock = clock;
  }

  @Override
  public Optional<Client> find(TenantContext tenant, String clientId) {
    Optional<URI> url = ClientIdUrlParser.of(clientId);
    if (url.isEmpty()) {
      return Optional.empty();
    }
    CimdPolicy rules = CimdSettings.rules(settings, tenant);
    if (!rules.enabled()
        || !rules.allowsHost(url.get().getHost())) { // Checked before any request is sent.
      return Optional.empty();
    }
    return documents
        .get(
            new MetadataDocumentKey(tenant.id(), url.get()),
            key -> new ClientMetadataCacheEntry(key.tenantId(), key.url(), fetch, waiting, clock))
        .get()
        .flatMap(document -> document.client(rules, lifetime(tenant)));
  }

  /** Returns the tenant's default token lifetime. */
  private Duration lifetime(TenantContext tenant) {
    return settings.read(tenant, "tokens").get("accessTokenLifetime") instanceof Number seconds
        ? Duration.ofSeconds(seconds.longValue())
        : STANDARD_LIFETIME;
  }

  /** Returns false, because these clients have no secret. */
  @Override
  public boolean verifySecret(TenantContext tenant, String clientId, String secret) {
    return false;
  }
}
