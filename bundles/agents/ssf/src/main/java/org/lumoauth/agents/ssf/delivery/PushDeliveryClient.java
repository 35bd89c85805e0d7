/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.ssf.delivery.PushDeliveryResult.PushDeliveryOutcome;
import org.lumoauth.agents.ssf.outbox.QueuedSecurityEvent;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Pushes one event (RFC 8935 section 2) with the guarded outbound client.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8935">RFC 8935</a>
 */
final class PushDeliveryClient {

  /**
   * Error codes (section 2.4 and SSF section 8.1.4.1) about the token itself: a retry would send
   * the same token.
   */
  private static final Set<String> HOPELESS =
      Set.of(
          "invalid_request", "invalid_key", "invalid_issuer", "invalid_audience", "invalid_state");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_ANSWER = 8_192;
  private static final int MAX_CODE = 40;

  private final OutboundHttpClient http;
  private final SecurityEventTokenSigner tokens;

  PushDeliveryClient(OutboundHttpClient http, SecurityEventTokenSigner tokens) {
    this.http = http;
    this.tokens = tokens;
  }

  PushDeliveryResult send(TenantContext tenant, EventStream stream, QueuedSecurityEvent event) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/secevent+jwt");
    headers.put("Accept", "application/json");
    stream.delivery().authorization().ifPresent(text -> headers.put("Authorization", text));
    String token = tokens.sign(tenant, event);
    try {
      return answer(
          http.send(
              new OutboundRequest(
                      "ssf-push",
                      "POST",
                      URI.create(stream.delivery().endpointUrl().orElseThrow()),
                      headers,
                      Optional.of(token.getBytes(StandardCharsets.US_ASCII)),
                      TIMEOUT,
                      MAX_ANSWER)
                  .inTenant(tenant.id())));
    } catch (OutboundException e) {
      return new PushDeliveryResult(
          e.isRefused() ? PushDeliveryOutcome.FORBIDDEN : PushDeliveryOutcome.FAILED,
          e.getMessage());
    }
  }

  private static PushDeliveryResult answer(OutboundResponse response) {
    int status = response.status();
    if (status >= 200 && status < 300) {
      return new PushDeliveryResult(PushDeliveryOutcome.TAKEN, "");
    }
    if (status == 400) { // section 2.3: a token error has this status and a code
      String code = code(response);
      return new PushDeliveryResult(
          HOPELESS.contains(code) ? PushDeliveryOutcome.REFUSED : PushDeliveryOutcome.FAILED,
          "status 400 " + code);
    }
    return new PushDeliveryResult(PushDeliveryOutcome.FAILED, "status " + status);
  }

  /** Returns the receiver's error code for the log, limited to a few plain characters. */
  private static String code(OutboundResponse response) {
    try {
      JsonNode err = JSON.readTree(response.body()).path("err");
      String text = err.isTextual() ? err.asText().replaceAll("[^A-Za-z0-9_]", "") : "";
      return text.substring(0, Math.min(text.length(), MAX_CODE));
    } catch (IOException e) { // the response is not JSON
      return "";
    }
  }
}
