package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An agent that has no secret: its platform vouches for it. */
record Workload(Tenant tenant, String id, String clientId) {
  static final String READ = "files.read";
  static final String WRITE = "files.write";
  private static final String SPIFFE = "urn:ietf:params:oauth:client-assertion-type:jwt-spiffe";
  private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";

  /** Registers one. */
  static Workload register(Tenant tenant, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("name", "Workload");
    body.put("identityType", "workload");
    body.putIfAbsent("capabilities", List.of(READ, WRITE));
    JsonNode made = tenant.admin().post("/admin/agents", body).expect(201).data();
    return new Workload(tenant, made.path("id").asText(), made.path("clientId").asText());
  }

  String rules() {
    return "/admin/agents/" + id + "/trust-rules";
  }

  /** Makes a trust rule and returns its path. */
  String trust(String provider, Map<String, Object> trust) {
    JsonNode made =
        tenant
            .admin()
            .post(rules(), Map.of("provider", provider, "trust", trust))
            .expect(201)
            .data();
    return rules() + "/" + made.path("id").asText();
  }

  Api nobody() {
    return new Api(tenant.admin().base(), Map.of());
  }

  Api.Answer attest(String attestation) {
    return nobody().post("/agents/" + id + "/attest", Map.of("attestation_token", attestation));
  }

  /** The token that it gets for an attestation. */
  String token(String attestation) {
    return attest(attestation).expect(200).body().path("access_token").asText();
  }

  Api.Answer exchange(String provider, String token, Map<String, String> more) {
    Map<String, String> form = new HashMap<>(more);
    form.put("grant_type", LaterGrants.TOKEN_EXCHANGE);
    form.put("client_id", clientId);
    form.put("subject_token", token);
    form.putIfAbsent("subject_token_type", JWT);
    form.put("subject_issuer", provider);
    return nobody().form("/oauth/token", Query.of(form));
  }

  /** Asks for a token with a JWT-SVID as client assertion. */
  Api.Answer assertion(String svid) {
    return nobody()
        .form(
            "/oauth/token",
            Query.of(
                Map.of(
                    "grant_type", "client_credentials",
                    "client_id", clientId,
                    "client_assertion_type", SPIFFE,
                    "client_assertion", svid)));
  }

  /** Whether a token of it lets it in. */
  boolean admits(String token) {
    return nobody().with("Authorization", "Bearer " + token).get("/agents/me").status() == 200;
  }

  /** It is nobody's proof, and nothing says why. */
  static void assertRejected(String what, Api.Answer answer) {
    assertEquals(401, answer.status(), what + ": " + answer);
    assertEquals("attestation_rejected", answer.body().path("error").asText(), what);
  }

  /** The same of a token exchange. */
  static void assertFailed(String what, Api.Answer answer) {
    assertEquals(401, answer.status(), what + ": " + answer);
    assertEquals("workload_identity_failed", answer.body().path("error").asText(), what);
  }
}
