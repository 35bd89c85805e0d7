package org.lumoauth.authn.federation.provider;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.OutboundUrlPolicy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Whether people could sign in by a provider as it is set up. One that is not enabled may lack its
 * secret, and nothing else.
 */
@Component(service = ProviderValidator.class)
public final class ProviderValidator {

  /** Addresses among a connection's settings that we ask ourselves. */
  private static final Set<String> ADDRESSES =
      Set.of("issuer", "tokenUrl", "userInfoUrl", "jwksUrl", "emailsUrl");

  private final FederationConnectorRegistry connectors;
  private final OutboundHttpClient http;

  @Activate
  public ProviderValidator(
      @Reference FederationConnectorRegistry connectors, @Reference OutboundHttpClient http) {
    this.connectors = connectors;
    this.http = http;
  }

  /** As a form wants it; a document's waits for the secret that it lacks, and is not enabled. */
  SocialProviderSettings normalize(
      SocialProviderForm form, SocialProviderSettings wanted, Optional<String> secret) {
    return form.isOfDocument() && lacksSecret(wanted, secret) ? wanted.withEnabled(false) : wanted;
  }

  /**
   * Refuses what is not sound.
   *
   * @param before the connector's settings as they were: their addresses are not looked at again
   * @throws ApiException 422 {@code validation_error}
   */
  void require(
      SocialProviderSettings settings, Optional<String> secret, Map<String, Object> before) {
    if (settings.enabled() || !lacksSecret(settings, secret)) {
      objection(settings, secret)
          .ifPresent(
              objection -> {
                throw ApiException.invalid("providerConfig", objection);
              });
    }
    for (String name : ADDRESSES) {
      if (settings.config().get(name) instanceof String address
          && !address.equals(before.get(name))) {
        OutboundUrlPolicy.require(
            http, name.equals("issuer") ? "issuerUrl" : name, uri(name, address));
      }
    }
  }

  /** Whether a connector has nothing against it but that there is no secret. */
  private boolean lacksSecret(SocialProviderSettings settings, Optional<String> secret) {
    return secret.isEmpty()
        && objection(settings, secret).isPresent()
        && objection(settings, Optional.of("any")).isEmpty();
  }

  private Optional<String> objection(SocialProviderSettings settings, Optional<String> secret) {
    var connection = connectors.connection(settings, secret);
    return connectors.with(settings.connector(), connector -> connector.findProblem(connection));
  }

  private static URI uri(String name, String address) {
    try {
      return URI.create(address);
    } catch (IllegalArgumentException e) {
      throw ApiException.invalid(name, name + " is a URL.");
    }
  }
}
