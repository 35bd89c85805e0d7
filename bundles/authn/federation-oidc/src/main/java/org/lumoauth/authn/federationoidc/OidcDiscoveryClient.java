/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.cache.MeasuredCacheFactory;

/**
 * Fetches provider metadata through the guarded client and caches it. Failures are cached for a
 * shorter time. At most one request per provider is in progress; other callers wait briefly for its
 * result, so a slow provider does not block the others.
 */
final class OidcDiscoveryClient {

  private static final String PATH = "/.well-known/openid-configuration";
  private static final String PURPOSE = "identity-provider-discovery";
  private static final int MAX_BYTES = 131_072;
  private static final int MAX_KNOWN = 1_000;
  private static final Duration FAILED = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private record DiscoveryCacheKey(String tenantId, String issuer) {}

  private final OutboundHttpClient http;
  private final Cache<DiscoveryCacheKey, OidcProviderMetadata> known =
      MeasuredCacheFactory.build(
          "authn-federation-oidc.metadata",
          Caffeine.newBuilder().maximumSize(MAX_KNOWN).expireAfterWrite(Duration.ofMinutes(10)));

  /**
   * The reason of each cached failure. A failure concerns one tenant only, because each tenant has
   * its own limit of outbound requests.
   */
  private final Cache<DiscoveryCacheKey, String> failed;

  /** The requests in progress. */
  private final Map<DiscoveryCacheKey, CompletableFuture<Optional<OidcProviderMetadata>>> awaited =
      new ConcurrentHashMap<>();

  OidcDiscoveryClient(OutboundHttpClient http) {
    this(http, Ticker.systemTicker());
  }

  OidcDiscoveryClient(OutboundHttpClient http, Ticker ticker) {
    this.http = http;
    this.failed =
        MeasuredCacheFactory.build(
            "authn-federation-oidc.failures",
            Caffeine.newBuilder().maximumSize(MAX_KNOWN).expireAfterWrite(FAILED).ticker(ticker));
  }

  /**
   * Returns the provider's metadata.
   *
   * @throws ApiException 503 {@code identity_provider_unavailable} if the metadata is unavailable
   */
  OidcProviderMetadata of(TenantContext tenant, String issuer) {
    var key = new DiscoveryCacheKey(tenant.id(), issuer);
    var remembered = known.getIfPresent(key);
    if (remembered != null) {
      return remembered;
    }
    var why = failed.getIfPresent(key);
    if (why != null) {
      throw OidcProviderErrorFactory.unavailable(why);
    }
    var ours = new CompletableFuture<Optional<OidcProviderMetadata>>();
    var others = awaited.putIfAbsent(key, ours);
    return others == null ? askForAll(key, ours) : of(others);
  }

  private OidcProviderMetadata askForAll(
      DiscoveryCacheKey key, CompletableFuture<Optional<OidcProviderMetadata>> answer) {
    try {
      var meanwhile = known.getIfPresent(key); // another caller may just have finished the request
      var asked = meanwhile == null ? ask(key) : meanwhile;
      known.put(key, asked); // before another caller may start a request
      answer.complete(Optional.of(asked));
      return asked;
    } catch (DiscoveryFailureException e) {
      failed.put(key, e.getMessage());
      throw OidcProviderErrorFactory.unavailable(e.getMessage());
    } finally {
      answer.complete(Optional.empty()); // has no effect if already completed
      awaited.remove(key, answer);
    }
  }

  private static OidcProviderMetadata of(CompletableFuture<Optional<OidcProviderMetadata>> answer) {
    try {
      return answer
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .orElseThrow(
              () ->
                  OidcProviderErrorFactory.unavailable("the discovery endpoint does not respond"));
    } catch (TimeoutException | ExecutionException e) {
      throw OidcProviderErrorFactory.unavailable("the discovery request timed out");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw OidcProviderErrorFactory.unavailable("the discovery request timed out");
    }
  }

  private OidcProviderMetadata ask(DiscoveryCacheKey key) throws DiscoveryFailureException {
    String issuer = key.issuer();
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    try {
      var response =
          http.send(
              OutboundRequest.json(PURPOSE, URI.create(base + PATH), MAX_BYTES)
                  .inTenant(key.tenantId()));
      return OidcMessageJsonCodec.object(response)
          .flatMap(document -> OidcProviderMetadata.read(issuer, document))
          .orElseThrow(
              () ->
                  new DiscoveryFailureException(
                      "its address has no valid discovery document for this issuer"));
    } catch (OutboundException e) {
      throw new DiscoveryFailureException(
          e.isRefused()
              ? "requests to its address are not allowed"
              : "the discovery endpoint does not respond");
    }
  }

  /** The metadata is unavailable, with the reason. */
  private static final class DiscoveryFailureException extends Exception {
    private static final long serialVersionUID = 1L;

    DiscoveryFailureException(String why) {
      super(why);
    }
  }
}
