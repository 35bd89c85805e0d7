/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadataClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;

/** Section Consent Presentation. */
class ServerDescriptionPageModelFactoryTest {

  private static final TenantContext ACME = aTenant().build();
  private static final Map<String, Object> WORDS =
      Map.of(
          "name", "Reports",
          "terms", "https://r.example/terms",
          "policy", "https://else.example/privacy?a=b");

  private final List<URI> asked = new ArrayList<>();
  private final ServerDescriptionPageModelFactory service =
      new ServerDescriptionPageModelFactory(new AAuthServerMetadataClient(this::send));

  @Test
  void showsResourceLegalLinksAndScopeDescriptions() {
    Map<String, Object> shown =
        service.of(ACME, InteractionQuestionSamples.question("auth", null, "read"));

    assertEquals(WORDS.get("terms"), shown.get("terms"));
    assertEquals(WORDS.get("policy"), shown.get("policy"));
    assertEquals("auth-token", shown.get("mode"));
    assertEquals(List.of(Map.of("name", "read", "text", "Reads")), shown.get("scopes"));
    assertEquals(List.of(URI.create("https://r.example/.well-known/aauth-resource.json")), asked);
  }

  /** What is asked for are claims of the person there, of which its document says nothing. */
  @Test
  void showsAccessServerMetadataForClaimsAndClarification() {
    for (String what : List.of("claims", "clarification")) {
      assertEquals(
          WORDS, service.of(ACME, InteractionQuestionSamples.question(what, null, "read")), what);
    }
    assertEquals(List.of(URI.create("https://r.example/.well-known/aauth-access.json")), asked);
  }

  @Test
  void showsAgentProviderOnlyForUnboundRequest() {
    assertEquals(
        Map.of(), service.provider(ACME, InteractionQuestionSamples.question("person", Map.of())));
    assertEquals("https://a.example/terms", free().get("terms"));
  }

  private Map<String, Object> free() {
    return service.provider(ACME, InteractionQuestionSamples.free("person"));
  }

  private OutboundResponse send(OutboundRequest request) {
    asked.add(request.uri());
    String server = "https://" + request.uri().getHost();
    String document =
        """
        {"issuer": "%s", "name": "Reports", "access_mode": "auth-token",
         "tos_uri": "%s/terms", "policy_uri": "https://else.example/privacy?a=b",
         "logo_uri": "%s/logo.png", "scope_descriptions": {"read": "Reads", "write": "Writes"}}"""
            .formatted(server, server, server);
    return new OutboundResponse(200, Map.of(), document.getBytes(UTF_8));
  }
}
