/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.address.OutboundUrlPolicy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Checks whether users could sign in through a provider with its settings. A disabled provider may
 * lack only its secret.
 */
@Component(service = ProviderValidator.class)
public final class ProviderValidator {

  /** The connection settings with URLs that this server calls itself. */
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

  /**
   * Returns the settings of a form. A provider from an import without its secret remains disabled.
   */
  SocialProviderDefinition normalize(
      SocialProviderRequestParser form, SocialProviderDefinition wanted, Optional<String> secret) {
    return form.isOfDocument() && lacksSecret(wanted, secret) ? wanted.withEnabled(false) : wanted;
  }

  /**
   * Rejects invalid settings.
   *
   * @param before the connector's previous settings; their URLs are not checked again
   * @throws ApiException 422 {@code validation_error}
   */
  void require(
      SocialProviderDefinition settings, Optional<String> secret, Map<String, Object> before) {
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

  /** Returns whether the missing secret is the connector's only problem. */
  private boolean lacksSecret(SocialProviderDefinition settings, Optional<String> secret) {
    return secret.isEmpty()
        && objection(settings, secret).isPresent()
        && objection(settings, Optional.of("any")).isEmpty();
  }

  private Optional<String> objection(SocialProviderDefinition settings, Optional<String> secret) {
    var connection = connectors.connection(settings, secret);
    return connectors.with(settings.connector(), connector -> connector.findProblem(connection));
  }

  private static URI uri(String name, String address) {
    try {
      return URI.create(address);
    } catch (IllegalArgumentException e) {
      throw ApiException.invalid(name, name + " must be a URL.");
    }
  }
}
