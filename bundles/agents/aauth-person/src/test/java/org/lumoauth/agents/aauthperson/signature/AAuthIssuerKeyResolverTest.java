/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

class AAuthIssuerKeyResolverTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String SERVER = "https://agents.example";
  private static final Map<String, Object> KEY = Map.of("kid", "k1", "alg", "Ed25519");

  private final List<OutboundRequest> asked = new ArrayList<>();
  private int status = 200;
  private String document =
      """
      {"issuer":"%s","jwks_uri":"%s/jwks.json"}"""
          .formatted(SERVER, SERVER);
  private Optional<Boolean> down = Optional.empty();
  private boolean keysDown;
  private final AAuthServerMetadataClient documents = new AAuthServerMetadataClient(this::send);
  private final AAuthIssuerKeyResolver issuers =
      new AAuthIssuerKeyResolver(
          documents,
          (tenant, address, kid) -> {
            if (keysDown) {
              throw ApiException.temporarilyUnavailable("no keys", Duration.ofSeconds(5));
            }
            return List.of(KEY);
          });

  @Test
  void resolvesKeysOnceUsingTenantHttpClient() {
    assertEquals(List.of(KEY), keys());
    assertEquals(List.of(KEY), keys());

    assertEquals(1, asked.size());
    assertEquals(Optional.of(ACME.id()), asked.get(0).tenantId());
  }

  @Test
  void reportsTemporaryFailureWhileServerIsDown() {
    down = Optional.of(false);

    assertComeAgain();
    assertComeAgain(); // nor while that is remembered
    assertEquals(1, asked.size());
    assertEquals(Optional.empty(), documents.find(ACME, SERVER, "aauth-agent.json"));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404, 429, 500})
  void reportsTemporaryFailureForUnexpectedStatus(int other) {
    status = other;

    assertComeAgain();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{"})
  void reportsTemporaryFailureForInvalidDocument(String text) {
    document = text;

    assertComeAgain();
  }

  @Test
  void reportsTemporaryFailureWhileKeysAreUnavailable() {
    keysDown = true;

    assertComeAgain();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "{} issuer_missing",
        "[] issuer_missing",
        "{\"issuer\":7} issuer_missing",
        "{\"issuer\":\"https://other.example\"} issuer_mismatch",
        "{\"issuer\":\"https://agents.example/\"} issuer_mismatch"
      })
  void reportsWhyMetadataDocumentIsInvalid(String text, String error) {
    document = text;

    assertEquals(error, assertThrows(IssuerKeyException.class, this::keys).error());
    assertEquals(Optional.empty(), documents.find(ACME, SERVER, "aauth-agent.json"));
  }

  @Test
  void returnsNoKeysForBlockedServer() {
    down = Optional.of(true);

    assertEquals(List.of(), keys());
  }

  private OutboundResponse send(OutboundRequest request) throws OutboundException {
    asked.add(request);
    if (down.isPresent()) {
      throw new OutboundException("no answer", down.get());
    }
    return new OutboundResponse(status, Map.of(), document.getBytes(StandardCharsets.UTF_8));
  }

  private List<Map<String, Object>> keys() {
    return issuers.keys(ACME, SERVER, "aauth-agent.json", Optional.of("k1"));
  }

  private void assertComeAgain() {
    var answer = assertThrows(ApiException.class, this::keys);
    assertEquals(503, answer.status());
    assertEquals("temporarily_unavailable", answer.code());
  }
}
