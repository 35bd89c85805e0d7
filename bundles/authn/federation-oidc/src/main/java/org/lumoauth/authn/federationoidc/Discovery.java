package org.lumoauth.authn.federationoidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttp;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks providers what they say of themselves, by the guarded client, and remembers it a while. */
@Component(service = Discovery.class)
public final class Discovery {

  private static final String PATH = "/.well-known/openid-configuration";
  private static final String PURPOSE = "identity-provider-discovery";
  private static final int MAX_BYTES = 131_072;

  private record Key(String tenantId, String issuer) {}

  private final OutboundHttp http;
  private final Cache<Key, ProviderMetadata> known =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(Duration.ofMinutes(10)).build();

  @Activate
  public Discovery(@Reference OutboundHttp http) {
    this.http = http;
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
    var asked = ask(issuer).orElseThrow(() -> unavailable("no configuration of its own"));
    known.put(key, asked);
    return asked;
  }

  private Optional<ProviderMetadata> ask(String issuer) {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    try {
      var response = http.send(OutboundRequest.json(PURPOSE, URI.create(base + PATH), MAX_BYTES));
      return Json.object(response).flatMap(document -> ProviderMetadata.read(issuer, document));
    } catch (OutboundException e) {
      throw unavailable(e.refused() ? "its address may not be asked" : "no answer");
    }
  }

  private static Problem unavailable(String why) {
    return new Problem(503, "identity_provider_unavailable", "The identity provider: " + why + ".");
  }
}
