/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A tenant made for a test, with its administration key. */
public record TestTenant(String slug, String id, String key, ApiClient admin) {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Makes a tenant with a slug of its own. */
  public static TestTenant create(TestServer server) throws IOException {
    return create(server, "it-" + (char) ('a' + COUNT.get() % 26) + COUNT.incrementAndGet() * 7919);
  }

  /** Makes a tenant with this slug. */
  public static TestTenant create(TestServer server, String slug) throws IOException {
    ApiClient.Answer made =
        server
            .operator()
            .post("/api/v1/platform/tenants", Map.of("slug", slug, "name", "Test " + slug))
            .expect(201);
    String key = made.body().path("apiKey").asText();
    return new TestTenant(
        slug,
        made.data().path("id").asText(),
        key,
        new ApiClient(server.base() + "/t/" + slug + "/api/v1", Map.of("X-API-Key", key)));
  }

  /** Codes hold for longer than it takes to replace modules, or to start, on a busy machine. */
  public TestTenant withLongCodes() {
    admin.patch("/admin/settings/authorization", Map.of("code_seconds", 600)).expect(200);
    return this;
  }

  /** Registers an agent. */
  public Agent agent(String name, List<String> capabilities, List<String> roles) {
    JsonNode made =
        admin
            .post(
                "/admin/agents", Map.of("name", name, "capabilities", capabilities, "roles", roles))
            .expect(201)
            .data();
    return new Agent(
        made.path("id").asText(),
        made.path("clientId").asText(),
        made.path("clientSecret").asText(),
        admin);
  }

  /** An agent and its credential. */
  public record Agent(String id, String clientId, String secret, ApiClient api) {

    /** The header by which the agent's client authenticates. */
    public String basic() {
      return "Basic "
          + Base64.getEncoder()
              .encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    public ApiClient.Answer requestToken() {
      return api.with("Authorization", basic())
          .form("/oauth/token", "grant_type=client_credentials");
    }

    public String token() {
      return requestToken().expect(200).body().path("access_token").asText();
    }

    /** The API with a fresh token of the agent. */
    public ApiClient authenticated() {
      return api.with("Authorization", "Bearer " + token());
    }
  }
}
