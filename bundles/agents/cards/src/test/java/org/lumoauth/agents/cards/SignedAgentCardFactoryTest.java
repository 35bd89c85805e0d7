/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.testkit.fake.FakeSigningKeyService;

/** Cards as they are signed, and what becomes of those that were changed. */
class SignedAgentCardFactoryTest {

  private static final Optional<String> NOT_OURS =
      Optional.of(
          "The signature was not created by this tenant. Send the jwks_uri of "
              + "the issuer you trust.");

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final AgentCardContent FORM =
      new AgentCardContent(
          "https://agents.example/planner",
          "2.1.0",
          new AgentCardContent.AgentCardProvider("Fern Ltd", "https://fern.example"),
          true,
          null,
          null,
          null,
          List.of(
              new AgentCardContent.AgentCardSkill(
                  "plan", "Plan", "Plans trips", List.of("travel"))));

  private final List<URI> asked = new ArrayList<>();
  private final FakeSigningKeyService keys = new FakeSigningKeyService();
  private final SignedAgentCardFactory cards = new SignedAgentCardFactory(keys);
  private final AgentCardVerifier verifier =
      new AgentCardVerifier(
          keys, new CallerSuppliedJwksFetcher(this::elsewhere), new NobodysJwts());

  /** Nobody else signs anything here. */
  private static final class NobodysJwts implements ForeignJwtVerifier {
    @Override
    public VerifiedForeignJwt verify(String jwt, JwtKeySource from, JwtExpectation expected)
        throws InvalidTokenException {
      throw new InvalidTokenException("nobody signed it", false);
    }

    @Override
    public Optional<Map<String, Object>> unverifiedClaims(String jwt) {
      return Optional.empty();
    }
  }

  @Test
  void buildsCardFromAgentAndContent() {
    var card = card();

    assertEquals("Invoice agent", card.get("name"));
    assertEquals("https://agents.example/planner", card.get("url"));
    assertEquals("2.1.0", card.get("version"));
    assertEquals(Map.of("streaming", true, "pushNotifications", false), card.get("capabilities"));
    assertEquals(List.of("text/plain"), card.get("defaultInputModes"));
    assertTrue(card.get("securitySchemes").toString().contains(ACME.issuer() + "/oauth/token"));
  }

  @Test
  void verifiesCardInAnyMemberOrder() {
    assertEquals(Optional.empty(), verify(ACME, new HashMap<>(card())));
  }

  @Test
  void rejectsCardWithChangedMembers() {
    var changed = card();
    changed.put("url", "https://evil.example");
    var added = card();
    added.put("documentationUrl", "https://evil.example");
    var less = card();
    less.remove("security");

    assertEquals(NOT_OURS, verify(ACME, changed));
    assertEquals(NOT_OURS, verify(ACME, added));
    assertEquals(NOT_OURS, verify(ACME, less));
  }

  @Test
  void rejectsCardOfAnotherTenant() {
    assertEquals(NOT_OURS, verify(GLOBEX, card()));
  }

  @Test
  void ignoresKeyUrlNamedInCard() {
    var card = card();
    card.put(
        "signatures",
        List.of(
            signature(
                """
                {"alg":"ES256","jku":"https://evil.example"}""")));

    assertEquals(NOT_OURS, verify(ACME, card));
  }

  @Test
  void rejectsNoneAndSymmetricAlgorithms() {
    for (String algorithm : List.of("none", "HS256", "None")) {
      var card = card();
      card.put(
          "signatures",
          List.of(
              signature(
                  """
                  {"alg":"%s","kid":"k"}"""
                      .formatted(algorithm))));

      assertEquals(
          Optional.of("The signature's algorithm is not supported."),
          verify(ACME, card),
          algorithm);
    }
  }

  @Test
  void fetchesExternalKeysOncePerVerification() {
    var card = card();
    Object own = ((List<?>) card.get("signatures")).get(0);
    card.put("signatures", List.of(own, own, own));
    var address = Optional.of(URI.create("https://else.example/jwks.json"));

    verifier.verify(ACME, card, address);
    assertEquals(1, asked.size());
    verifier.verify(ACME, card, address);
    assertEquals(2, asked.size());
  }

  private OutboundResponse elsewhere(OutboundRequest request) {
    asked.add(request.uri());
    return new OutboundResponse(
        200, Map.of(), "{\"keys\":[{\"kty\":\"EC\"},7]}".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void limitsNumberOfVerifiedSignatures() {
    var card = card();
    Object own = ((List<?>) card.get("signatures")).get(0);
    card.put("signatures", List.of(own, own, own, own, own, own));

    assertTrue(verify(ACME, card).isPresent());
  }

  @Test
  void reportsSignatureNotMatchingExternalKeys() {
    var result =
        verifier.verify(ACME, card(), Optional.of(URI.create("https://else.example/jwks.json")));

    assertEquals(Optional.of("The signature does not match any key at jwks_uri."), result.error());
  }

  @Test
  void reportsUnavailableExternalKeys() {
    var nowhere =
        new AgentCardVerifier(
            keys,
            new CallerSuppliedJwksFetcher(
                request -> new OutboundResponse(404, Map.of(), new byte[0])),
            new NobodysJwts());

    var result =
        nowhere.verify(ACME, card(), Optional.of(URI.create("https://else.example/jwks.json")));

    assertEquals(Optional.of("No keys could be fetched from jwks_uri."), result.error());
    var own = verifier.verify(ACME, card(), Optional.empty());
    assertTrue(own.kid().isPresent());
    assertEquals(own.kid(), result.kid());
    assertEquals(own.algorithm(), result.algorithm());
  }

  @Test
  void rejectsSignatureWithoutKeyIdAndAlgorithm() {
    var card = card();
    for (String header : List.of("{}", "[]", "null", "{\"kid\":null,\"alg\":7}")) {
      card.put("signatures", List.of(signature(header)));

      var result = verifier.verify(ACME, card, Optional.empty());

      assertEquals(
          Optional.of("The signature's algorithm is not supported."), result.error(), header);
      assertEquals(Optional.empty(), result.kid(), header);
      assertEquals(Optional.empty(), result.algorithm(), header);
    }
  }

  private Map<String, Object> card() {
    return reread(cards.of(ACME, anAgent().build(), FORM));
  }

  private Optional<String> verify(TenantContext tenant, Map<String, Object> card) {
    return verifier.verify(tenant, card, Optional.empty()).error();
  }

  private static Map<String, Object> signature(String header) {
    return Map.of(
        "protected",
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.getBytes(StandardCharsets.UTF_8)),
        "signature",
        "AAAA");
  }

  /** As somebody who fetched it sends it back. */
  @SuppressWarnings("unchecked") // members of a JSON object are named by text
  private static Map<String, Object> reread(Map<String, Object> card) {
    var json = new ObjectMapper();
    return json.convertValue(json.valueToTree(card), Map.class);
  }
}
