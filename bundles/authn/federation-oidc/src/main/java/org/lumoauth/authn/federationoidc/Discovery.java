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
import org.lumoauth.api.outbound.OutboundHttp;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks providers what they say of themselves, by the guarded client, and remembers it a while; that
 * one did not answer, too, for a shorter one. Each is asked by one at a time: whoever else wants to
 * know waits a little for the same answer, so that a slow provider does not hold up the others.
 */
@Component(service = Discovery.class)
public final class Discovery {

  private static final String PATH = "/.well-known/openid-configuration";
  private static final String PURPOSE = "identity-provider-discovery";
  private static final int MAX_BYTES = 131_072;
  private static final int MAX_KNOWN = 1_000;
  private static final Duration FAILED = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private record Key(String tenantId, String issuer) {}

  private final OutboundHttp http;
  private final Cache<Key, ProviderMetadata> known =
      MeasuredCache.build(
          "authn-federation-oidc.metadata",
          Caffeine.newBuilder().maximumSize(MAX_KNOWN).expireAfterWrite(Duration.ofMinutes(10)));

  /** Why each of these could not be had: for one tenant, which may have no place left, alone. */
  private final Cache<Key, String> failed;

  /** The answers that are awaited. */
  private final Map<Key, CompletableFuture<Optional<ProviderMetadata>>> awaited =
      new ConcurrentHashMap<>();

  @Activate
  public Discovery(@Reference OutboundHttp http) {
    this(http, Ticker.systemTicker());
  }

  Discovery(OutboundHttp http, Ticker ticker) {
    this.http = http;
    this.failed =
        MeasuredCache.build(
            "authn-federation-oidc.failures",
            Caffeine.newBuilder().maximumSize(MAX_KNOWN).expireAfterWrite(FAILED).ticker(ticker));
  }

  /**
   * What the provider says.
   *
   * @throws Problem 503 {@code identity_provider_unavailable} if that cannot be had
   */
  ProviderMetadata of(TenantContext tenant, String issuer) {
    var key = new Key(tenant.id(), issuer);
    var remembered = known.getIfPresent(key);
    if (remembered != null) {
      return remembered;
    }
    var why = failed.getIfPresent(key);
    if (why != null) {
      throw Refused.unavailable(why);
    }
    var ours = new CompletableFuture<Optional<ProviderMetadata>>();
    var others = awaited.putIfAbsent(key, ours);
    return others == null ? askForAll(key, ours) : of(others);
  }

  private ProviderMetadata askForAll(
      Key key, CompletableFuture<Optional<ProviderMetadata>> answer) {
    try {
      var meanwhile = known.getIfPresent(key); // of somebody who was just done asking
      var asked = meanwhile == null ? ask(key) : meanwhile;
      known.put(key, asked); // before anybody may ask again
      answer.complete(Optional.of(asked));
      return asked;
    } catch (Unanswered e) {
      failed.put(key, e.getMessage());
      throw Refused.unavailable(e.getMessage());
    } finally {
      answer.complete(Optional.empty()); // unless there is one
      awaited.remove(key, answer);
    }
  }

  private static ProviderMetadata of(CompletableFuture<Optional<ProviderMetadata>> answer) {
    try {
      return answer
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .orElseThrow(() -> Refused.unavailable("no answer"));
    } catch (TimeoutException | ExecutionException e) {
      throw Refused.unavailable("no answer yet");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refused.unavailable("no answer yet");
    }
  }

  private ProviderMetadata ask(Key key) throws Unanswered {
    String issuer = key.issuer();
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    try {
      var response =
          http.send(
              OutboundRequest.json(PURPOSE, URI.create(base + PATH), MAX_BYTES)
                  .inTenant(key.tenantId()));
      return Json.object(response)
          .flatMap(document -> ProviderMetadata.read(issuer, document))
          .orElseThrow(() -> new Unanswered("no configuration of its own"));
    } catch (OutboundException e) {
      throw new Unanswered(e.refused() ? "its address may not be asked" : "no answer");
    }
  }

  /** It could not be had, and why. */
  private static final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    Unanswered(String why) {
      super(why);
    }
  }
}
