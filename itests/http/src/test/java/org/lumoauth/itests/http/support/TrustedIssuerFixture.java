/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** An issuer outside, whom a tenant trusts, and a client that brings its assertions. */
public final class TrustedIssuerFixture {
  public static final String ISSUER = "https://idp.example.com";
  public static final TestJwtSigner KEY = TestJwtSigner.es256("k1");

  private final TestTenant tenant;
  private final String clientId;
  private final String secret;
  private final String issuerId;
  private final String userId;

  private TrustedIssuerFixture(TestTenant tenant, JsonNode client, String issuerId, String userId) {
    this.tenant = tenant;
    this.clientId = client.path("clientId").asText();
    this.secret = client.path("secret").asText();
    this.issuerId = issuerId;
    this.userId = userId;
  }

  /** Trusts the issuer in this tenant, with a client for these grants, and one user. */
  public static TrustedIssuerFixture trusted(
      TestTenant tenant, List<String> grants, Map<String, Object> metadata) {
    JsonNode client =
        tenant
            .admin()
            .post(
                "/admin/clients",
                Map.of(
                    "name",
                    "Payroll",
                    "redirectUris",
                    List.of(),
                    "grantTypes",
                    grants,
                    "allowedScopes",
                    List.of("openid", "payroll.read", "payroll.write"),
                    "metadata",
                    metadata))
            .expect(201)
            .data();
    String userId =
        tenant
            .admin()
            .post(
                "/admin/users", Map.of("email", UUID.randomUUID() + "@example.com", "name", "Ada"))
            .expect(201)
            .data()
            .path("id")
            .asText();
    String issuerId =
        tenant
            .admin()
            .post(
                "/admin/oauth/trusted-issuers",
                Map.of(
                    "issuer", ISSUER,
                    "jwks", Map.of("keys", List.of(KEY.jwk())),
                    "clients", List.of(client.path("clientId").asText()),
                    "scopes", List.of("payroll.read"),
                    "maxLifetime", 600))
            .expect(201)
            .data()
            .path("id")
            .asText();
    tenant
        .admin()
        .post(
            "/admin/oauth/trusted-issuers/" + issuerId + "/subjects",
            Map.of("subject", "employee-7", "userId", userId))
        .expect(201);
    return new TrustedIssuerFixture(tenant, client, issuerId, userId);
  }

  public String clientId() {
    return clientId;
  }

  public String userId() {
    return userId;
  }

  /** The path of the issuer in the admin API. */
  public String issuerPath() {
    return "/admin/oauth/trusted-issuers/" + issuerId;
  }

  /** Claims of a new assertion about the user. */
  public Map<String, Object> claims() {
    return claims(tenant.admin().base());
  }

  public static Map<String, Object> claims(String audience) {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER);
    claims.put("sub", "employee-7");
    claims.put("aud", audience);
    claims.put("iat", now);
    claims.put("exp", now + 300);
    claims.put("jti", UUID.randomUUID().toString());
    return claims;
  }

  public String assertion() {
    return KEY.sign(claims());
  }

  /** Posts a form to an endpoint as the client; values follow names. */
  public ApiClient.Answer post(String path, String... parameters) {
    return tenant
        .admin()
        .with("Authorization", basic(clientId, secret))
        .form(path, form(parameters));
  }

  /** The same with a proof of a key (RFC 9449 section 5). */
  public ApiClient.Answer postWithProof(String proof, String path, String... parameters) {
    return tenant
        .admin()
        .with("Authorization", basic(clientId, secret))
        .and("DPoP", proof)
        .form(path, form(parameters));
  }

  public ApiClient.Answer bring(String assertion, String... more) {
    List<String> parameters =
        new ArrayList<>(
            List.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "assertion",
                assertion));
    parameters.addAll(List.of(more));
    return post("/oauth/token", parameters.toArray(String[]::new));
  }

  public boolean active(String token) {
    return post("/oauth/introspect", "token", token).expect(200).body().path("active").asBoolean();
  }

  public static String basic(String id, String secret) {
    return "Basic "
        + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  public static String form(String... parameters) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < parameters.length; i += 2) {
      form.append(form.length() == 0 ? "" : "&")
          .append(parameters[i])
          .append('=')
          .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    return form.toString();
  }

  /** The claims of a JWT, unverified. */
  public static JsonNode claimsOf(String jwt) {
    try {
      return ApiClient.JSON.readTree(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
