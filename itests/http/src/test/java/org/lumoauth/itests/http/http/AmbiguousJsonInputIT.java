/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** Headers of JWTs and models that two parsers would read differently. */
@ExtendWith(DefaultServerExtension.class)
class AmbiguousJsonInputIT {
  private static final String DEEP = "[".repeat(70) + "]".repeat(70);

  @Test
  void refusesAmbiguousProofHeaders(TestServer server) throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TestTenant.Agent agent = tenant.agent("Reader", List.of("files.read"), List.of());
    TestJwtSigner key = TestJwtSigner.es256("k");
    String x = (String) key.material().get("x");
    String jwk = "\"kty\":\"EC\",\"crv\":\"P-256\",\"y\":\"" + key.material().get("y") + "\"";
    String start = "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":{" + jwk;
    String right = start + ",\"x\":\"" + x + "\"}";

    assertEquals(200, token(agent, key, right + "}").status());
    for (String header :
        List.of(
            start + ",\"x\":\"AAAA\",\"x\":\"" + x + "\"}}",
            right + ",\"typ\":\"dpop+jwt\"}",
            right + ",\"crit\":[\"exp\"],\"exp\":1}",
            right + ",\"a\":{\"b\":1,\"b\":2}}",
            right + ",\"a\":\"\\ud800\"}",
            right + ",\"a\":" + DEEP + "}",
            "\uFEFF" + right + "}")) {
      ApiClient.Answer refusal = token(agent, key, header);
      assertEquals(400, refusal.status(), header + refusal);
      assertEquals("invalid_dpop_proof", refusal.body().path("error").asText(), header);
    }
  }

  private static ApiClient.Answer token(TestTenant.Agent agent, TestJwtSigner key, String header) {
    String claims =
        """
        {"htm":"POST","htu":"%s/oauth/token","iat":%d,"jti":"%s"}"""
            .formatted(agent.api().base(), Instant.now().getEpochSecond(), UUID.randomUUID());
    return agent
        .api()
        .with("Authorization", agent.basic())
        .and("DPoP", key.signText(header, claims))
        .form("/oauth/token", "grant_type=client_credentials");
  }

  @Test
  void refusesModelsThatAreMalformedOrHaveUnknownMembers(TestServer server) throws IOException {
    TestTenant tenant = TestTenant.create(server);
    JsonNode store =
        tenant.admin().post("/openfga/stores", Map.of("name", "strict")).expect(201).body();
    String models = "/openfga/stores/" + store.path("id").asText() + "/authorization-models";
    String types = "\"schema_version\":\"1.1\",\"type_definitions\":[{\"type\":\"user\"}]";

    assertEquals(201, write(tenant, models, "{" + types + "}").status());
    for (String body :
        List.of(
            "",
            "[]",
            "{" + types + "} {}",
            "{" + types + ",\"schema_version\":\"1.1\"}",
            "{" + types + ",\"conditionz\":{}}",
            "{" + types + ",\"conditions\":[]}",
            "{" + types + ",\"id\":\"\\ud800\"}",
            "{" + types + ",\"id\":" + DEEP.repeat(20) + "}",
            "\uFEFF{" + types + "}",
            """
            {"schema_version":1.1,"type_definitions":[{"type":"user"}]}""",
            """
            {"schema_version":"1.1","type_definitions":[{"type":"user","relation":{}}]}""")) {
      assertRefused(write(tenant, models, body), body);
    }
    byte[] latin = ("{" + types + ",\"id\":\"\u00E9\"}").getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(
        tenant.admin().send("POST", models, "application/json", latin), "not encoded as UTF-8");
  }

  private static ApiClient.Answer write(TestTenant tenant, String models, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return tenant.admin().send("POST", models, "application/json", bytes);
  }

  /** In OpenFGA's own form. */
  private static void assertRefused(ApiClient.Answer refusal, String what) {
    assertEquals(400, refusal.status(), what + refusal);
    assertEquals(true, refusal.body().path("code").isTextual(), what + refusal);
    assertEquals(true, refusal.body().path("message").isTextual(), what + refusal);
  }
}
