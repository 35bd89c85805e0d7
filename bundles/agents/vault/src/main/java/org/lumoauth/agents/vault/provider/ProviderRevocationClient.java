/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.provider;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;

/**
 * Calls the revocation endpoints of providers.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009#section-2.1">RFC 7009 section 2.1</a>
 */
public final class ProviderRevocationClient {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_ANSWER = 65_536;

  private final OutboundHttpClient http;

  public ProviderRevocationClient(OutboundHttpClient http) {
    this.http = http;
  }

  /** A failed revocation. */
  public record ProviderRevocationFailure(@Nullable String reason, boolean hopeless) {}

  /** Revokes a token of a tenant's connection; empty on success. */
  public Optional<ProviderRevocationFailure> revoke(
      String tenantId, URI endpoint, ProviderClientCredentials party, String token, String hint) {
    try {
      int status =
          http.send(
                  new OutboundRequest(
                          "connection-revocation",
                          "POST",
                          endpoint,
                          party.headers(),
                          Optional.of(party.body(Map.of("token", token, "token_type_hint", hint))),
                          TIMEOUT,
                          MAX_ANSWER)
                      .inTenant(tenantId))
              .status();
      boolean done =
          status >= 200
              && status < 300; // section 2.2: the response to an unknown token is 200, too
      return done
          ? Optional.empty()
          : Optional.of(
              new ProviderRevocationFailure("status " + status, status >= 400 && status < 500));
    } catch (OutboundException e) {
      return Optional.of(new ProviderRevocationFailure(e.getMessage(), e.isRefused()));
    }
  }
}
