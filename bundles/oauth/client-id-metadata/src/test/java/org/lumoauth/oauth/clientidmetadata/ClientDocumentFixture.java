/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.concurrent.FetchWaitLimiter;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/** A tenant with client ID metadata documents, and the document that is served. */
abstract class ClientDocumentFixture {

  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final String URL = "https://app.example/oauth/client.json";

  final List<OutboundRequest> asked = new ArrayList<>();
  final FakeSettingsStore settings =
      new FakeSettingsStore().with(CimdSettings.SECTION, new CimdSettings());
  final Map<String, Object> document = new HashMap<>();
  final Map<String, List<String>> headers = new HashMap<>();
  Instant now = Instant.parse("2026-11-24T12:00:00Z");
  int status = 200;
  Optional<String> body = Optional.empty();
  Optional<OutboundException> failure = Optional.empty();
  Runnable during = () -> {};
  final CimdClientSource source = source(new FetchWaitLimiter(16, 16, Duration.ofSeconds(10)));

  ClientDocumentFixture() {
    allow(CimdSettings.ENABLED.name(), true);
    headers.put("content-type", List.of("application/json; charset=utf-8"));
    document.put("client_id", URL);
    document.put("client_name", "Sketch pad");
    document.put("redirect_uris", List.of("https://app.example/cb", "http://127.0.0.1/cb"));
    document.put("grant_types", List.of("authorization_code", "refresh_token"));
    document.put("token_endpoint_auth_method", "none");
  }

  final CimdClientSource source(FetchWaitLimiter waiting) {
    return new CimdClientSource(this::send, settings, waiting, () -> now);
  }

  final Optional<Client> find() {
    return source.find(ACME, URL);
  }

  /** When the next attempt may be made after one that failed. */
  final Optional<Client> findLater() {
    now = now.plus(ClientMetadataCacheEntry.AFTER_FAILURE);
    return find();
  }

  /** Why the document that is answered with is nobody's. */
  final String refusal() {
    assertEquals(Optional.empty(), findLater());
    return assertThrows(
            InvalidClientMetadataException.class,
            () -> new ClientMetadataFetcher(this::send).fetch(ACME.id(), URI.create(URL)))
        .getMessage();
  }

  final void allow(String setting, Object value) {
    settings.change(ACME, CimdSettings.SECTION, Map.of(setting, value));
  }

  private OutboundResponse send(OutboundRequest request) throws OutboundException {
    asked.add(request);
    during.run();
    if (failure.isPresent()) {
      throw failure.get();
    }
    byte[] bytes = body.orElseGet(this::json).getBytes(StandardCharsets.UTF_8);
    if (bytes.length > request.maxBytes()) { // as the contract says
      throw new OutboundException("the answer is too large", false);
    }
    return new OutboundResponse(status, Map.copyOf(headers), bytes);
  }

  final String json() {
    try {
      return new ObjectMapper().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
