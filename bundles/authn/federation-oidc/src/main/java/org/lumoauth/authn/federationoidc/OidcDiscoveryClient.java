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
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks providers what they say of themselves, by the guarded client, and remembers it a while; that
 * one did not answer, too, for a shorter one. Each is asked by one at a time: whoever else wants to
 * know waits a little for the same answer, so that a slow provider does not hold up the others.
 */
@Component(service = OidcDiscoveryClient.class)
public final class OidcDiscoveryClient {

  private static final String PATH = "/.well-known/openid-configuration";
  private static final String PURPOSE = "identity-provider-discovery";
  private static final int MAX_BYTES = 131_072;
  private static final int MAX_KNOWN = 1_000;
  private static final Duration FAILED = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private record DiscoveryCacheKey(String tenantId, String issuer) {}

  private final OutboundHttpClient http;
  private final Cache<DiscoveryCacheKey, OidcProviderMetadata> known =
      MeasuredCache.build(
          "authn-federation-oidc.metadata",
          Caffeine.newBuilder().maximumSize(MAX_KNOWN).expireAfterWrite(Duration.ofMinutes(10)));

  /** Why each of these could not be had: for one tenant, which may have no place left, alone. */
  private final Cache<DiscoveryCacheKey, String> failed;

  /** The answers that are awaited. */
  private final Map<DiscoveryCacheKey, CompletableFuture<Optional<OidcProviderMetadata>>> awaited =
      new ConcurrentHashMap<>();

  @Activate
  public OidcDiscoveryClient(@Reference OutboundHttpClient http) {
    this(http, Ticker.systemTicker());
  }

  OidcDiscoveryClient(OutboundHttpClient http, Ticker ticker) {
    this.http = http;
    this.failed =
        MeasuredCache.build(
            "authn-federation-oidc.failures",
            Caffeine.newBuilder().maximumSize(MAX_KNOWN).expireAfterWrite(FAILED).ticker(ticker));
  }

  /**
   * What the provider says.
   *
   * @throws ApiException 503 {@code identity_provider_unavailable} if that cannot be had
   */
  OidcProviderMetadata of(TenantContext tenant, String issuer) {
    var key = new DiscoveryCacheKey(tenant.id(), issuer);
    var remembered = known.getIfPresent(key);
    if (remembered != null) {
      return remembered;
    }
    var why = failed.getIfPresent(key);
    if (why != null) {
      throw OidcProviderProblems.unavailable(why);
    }
    var ours = new CompletableFuture<Optional<OidcProviderMetadata>>();
    var others = awaited.putIfAbsent(key, ours);
    return others == null ? askForAll(key, ours) : of(others);
  }

  private OidcProviderMetadata askForAll(
      DiscoveryCacheKey key, CompletableFuture<Optional<OidcProviderMetadata>> answer) {
    try {
      var meanwhile = known.getIfPresent(key); // of somebody who was just done asking
      var asked = meanwhile == null ? ask(key) : meanwhile;
      known.put(key, asked); // before anybody may ask again
      answer.complete(Optional.of(asked));
      return asked;
    } catch (DiscoveryFailureException e) {
      failed.put(key, e.getMessage());
      throw OidcProviderProblems.unavailable(e.getMessage());
    } finally {
      answer.complete(Optional.empty()); // unless there is one
      awaited.remove(key, answer);
    }
  }

  private static OidcProviderMetadata of(CompletableFuture<Optional<OidcProviderMetadata>> answer) {
    try {
      return answer
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .orElseThrow(() -> OidcProviderProblems.unavailable("no answer"));
    } catch (TimeoutException | ExecutionException e) {
      throw OidcProviderProblems.unavailable("no answer yet");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw OidcProviderProblems.unavailable("no answer yet");
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
      return OidcProviderJson.object(response)
          .flatMap(document -> OidcProviderMetadata.read(issuer, document))
          .orElseThrow(() -> new DiscoveryFailureException("no configuration of its own"));
    } catch (OutboundException e) {
      throw new DiscoveryFailureException(
          e.isRefused() ? "its address may not be asked" : "no answer");
    }
  }

  /** It could not be had, and why. */
  private static final class DiscoveryFailureException extends Exception {
    private static final long serialVersionUID = 1L;

    DiscoveryFailureException(String why) {
      super(why);
    }
  }
}
