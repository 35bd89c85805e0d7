/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A client of a tenant, as the application behind it asks over HTTP.
 *
 * @param secret empty where it has none, and names itself instead
 * @param connection the tenant's API without a credential
 */
public record TestApplication(TestTenant tenant, String id, String secret, ApiClient connection) {
  public static final String REDIRECT_URI = "https://app.example.com/cb";
  public static final String SCOPE = "openid profile email address phone offline_access";
  public static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
  // The pair of RFC 7636 appendix B.
  public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  public static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  /** A confidential client for people; members given here stand in place of the usual ones. */
  public static TestApplication register(TestTenant tenant, Map<String, Object> members) {
    Map<String, Object> all =
        new HashMap<>(
            Map.of(
                "name", "Notes",
                "redirectUris", List.of(REDIRECT_URI),
                "grantTypes", List.of("authorization_code", "refresh_token", DEVICE_CODE),
                "allowedScopes", List.of(SCOPE.split(" "))));
    all.putAll(members);
    JsonNode made = tenant.admin().post("/admin/clients", all).expect(201).data();
    return new TestApplication(
        tenant,
        made.path("clientId").asText(),
        made.path("secret").asText(),
        new ApiClient(tenant.admin().base(), Map.of()));
  }

  /** The same with registered metadata. */
  public static TestApplication withMetadata(TestTenant tenant, Map<String, Object> metadata) {
    return register(tenant, Map.of("metadata", metadata));
  }

  /** The same by another connection. */
  public TestApplication withConnection(ApiClient other) {
    return new TestApplication(tenant, id, secret, other);
  }

  /** The API with the client's secret, if it has one, by HTTP Basic. */
  public ApiClient api() {
    if (secret.isEmpty()) {
      return connection;
    }
    String pair = id + ":" + secret;
    return connection.with(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  /** A request to an endpoint for clients. */
  public ApiClient.Answer ask(String path, Map<String, String> parameters) {
    return api()
        .form(
            path,
            FormParameters.of(
                secret.isEmpty()
                    ? FormParameters.with(Map.of("client_id", id), parameters)
                    : parameters));
  }

  /** A request to the token endpoint. */
  public ApiClient.Answer token(Map<String, String> parameters) {
    return ask("/oauth/token", parameters);
  }

  /** Asks for the tokens of a device. */
  public ApiClient.Answer poll(JsonNode device) {
    return token(
        Map.of("grant_type", DEVICE_CODE, "device_code", device.path("device_code").asText()));
  }

  public ApiClient.Answer redeem(String code) {
    return token(
        Map.of(
            "grant_type", "authorization_code",
            "code", code,
            "redirect_uri", REDIRECT_URI,
            "code_verifier", VERIFIER));
  }

  public ApiClient.Answer refresh(JsonNode tokens) {
    return token(
        Map.of(
            "grant_type", "refresh_token", "refresh_token", tokens.path("refresh_token").asText()));
  }

  public ApiClient.Answer introspect(String token) {
    return api().form("/oauth/introspect", "token=" + token);
  }

  /** The usual authorization request, with changes. */
  public Map<String, String> request(Map<String, String> changes) {
    return FormParameters.with(
        Map.of(
            "client_id",
            id,
            "redirect_uri",
            REDIRECT_URI,
            "response_type",
            "code",
            "scope",
            SCOPE,
            "state",
            "st",
            "nonce",
            "n-1",
            "code_challenge",
            CHALLENGE,
            "code_challenge_method",
            "S256"),
        changes);
  }

  /** The address of an authorization request with just these parameters. */
  public String authorize(Map<String, String> parameters) {
    return connection.base() + "/oauth/authorize?" + FormParameters.of(parameters);
  }
}
