/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.lumoauth.itests.http.module.ModuleExpectation.ExpectedCall;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestTenant;

/** What is each module's of OAuth and OpenID Connect but for those of clients. */
final class OAuthModuleExpectations {
  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final String CIBA = "urn:openid:params:grant-type:ciba";
  private static final String CREDENTIALS = "client_credentials";
  private static final String TYPES = "/admin/oauth/authorization-details-types";

  private final TestTenant tenant;
  private final TestApplication notes;
  private final TestApplication robot;

  OAuthModuleExpectations(TestTenant tenant) {
    this.tenant = tenant;
    this.notes = TestApplication.register(tenant, Map.of());
    this.robot =
        TestApplication.register(
            tenant, Map.of("grantTypes", List.of(CREDENTIALS, EXCHANGE, JWT_BEARER, CIBA)));
  }

  List<ModuleExpectation> rows() {
    tenant
        .admin()
        .post(
            TYPES,
            Map.of(
                "type",
                "visit",
                "name",
                "A visit",
                "words",
                Map.of("en", "Visit."),
                "schema",
                Map.of("type", "object")))
        .expect(201);
    return Stream.of(grants(), requests(), others()).flatMap(List::stream).toList();
  }

  private List<ModuleExpectation> grants() {
    return List.of(
        ModuleExpectation.of(
            "oauth/grant-client-credentials",
            Set.of("grant_types_supported: " + CREDENTIALS),
            grant(CREDENTIALS, "200")),
        ModuleExpectation.of(
            "oauth/grant-token-exchange",
            Set.of(
                "grant_types_supported: " + EXCHANGE,
                "identity_chaining_requested_token_types_supported"),
            grant(EXCHANGE, "400 invalid_request")),
        ModuleExpectation.of(
            "oauth/grant-jwt-bearer",
            Set.of(
                "grant_types_supported: " + JWT_BEARER, "authorization_grant_profiles_supported"),
            grant(JWT_BEARER, "400 invalid_request")),
        ModuleExpectation.of(
            "oauth/ciba",
            Set.of(
                "grant_types_supported: " + CIBA,
                "backchannel_authentication_endpoint",
                "backchannel_authentication_request_signing_alg_values_supported",
                "backchannel_token_delivery_modes_supported",
                "backchannel_user_code_parameter_supported"),
            grant(CIBA, "400 invalid_request"),
            ExpectedCall.missing(
                () -> robot.ask("/oauth/bc-authorize", Map.of()), "400 invalid_request")));
  }

  private List<ModuleExpectation> requests() {
    return List.of(
        ModuleExpectation.of(
            "oauth/par",
            Set.of(
                "pushed_authorization_request_endpoint", "require_pushed_authorization_requests"),
            ExpectedCall.missing(() -> push(Map.of()), "201")),
        ModuleExpectation.of(
            "oauth/jar",
            Set.of(
                "request_parameter_supported",
                "request_uri_parameter_supported",
                "require_request_uri_registration",
                "require_signed_request_object",
                "request_object_signing_alg_values_supported",
                "request_object_encryption_alg_values_supported",
                "request_object_encryption_enc_values_supported"),
            new ExpectedCall(
                () -> push(Map.of("request", "x.y.z")),
                "400 invalid_request_object",
                "400 request_not_supported")),
        ModuleExpectation.of(
            "oauth/jarm",
            Set.of(
                "response_modes_supported: jwt",
                "response_modes_supported: query.jwt",
                "response_modes_supported: fragment.jwt",
                "response_modes_supported: form_post.jwt",
                "authorization_signing_alg_values_supported",
                "authorization_encryption_alg_values_supported",
                "authorization_encryption_enc_values_supported"),
            new ExpectedCall(
                () -> push(Map.of("response_mode", "jwt")), "201", "400 invalid_request")),
        ModuleExpectation.of(
            "oauth/rich-authorization",
            Set.of("authorization_details_types_supported: visit"),
            ExpectedCall.missing(() -> tenant.admin().get(TYPES), "200"),
            new ExpectedCall(
                () -> push(Map.of("authorization_details", "[{\"type\":\"visit\"}]")),
                "201",
                "400 invalid_authorization_details")));
  }

  private List<ModuleExpectation> others() {
    return List.of(
        ModuleExpectation.of(
            "oauth/logout",
            Set.of(
                "end_session_endpoint",
                "check_session_iframe",
                "frontchannel_logout_supported",
                "frontchannel_logout_session_supported",
                "backchannel_logout_supported",
                "backchannel_logout_session_supported"),
            read("/oauth/check_session"),
            ExpectedCall.missing(() -> tenant.admin().get("/oauth/logout"), "200")),
        ModuleExpectation.of(
            "oauth/openid",
            Set.of(
                "userinfo_endpoint",
                "subject_types_supported",
                "id_token_signing_alg_values_supported",
                "id_token_encryption_alg_values_supported",
                "id_token_encryption_enc_values_supported",
                "userinfo_signing_alg_values_supported",
                "userinfo_encryption_alg_values_supported",
                "userinfo_encryption_enc_values_supported",
                "scopes_supported: openid",
                "scopes_supported: profile",
                "scopes_supported: email",
                "scopes_supported: address",
                "scopes_supported: phone",
                "claims_supported",
                "claim_types_supported",
                "entity_profiles_supported: user"),
            ExpectedCall.missing(
                () -> robot.connection().get("/oauth/userinfo"), "401 invalid_token")),
        ModuleExpectation.of(
            "oauth/id-jag",
            Set.of(
                "identity_chaining_requested_token_types_supported",
                "authorization_grant_profiles_supported"),
            read("/admin/settings/xaa")),
        ModuleExpectation.of("oauth/txn-tokens", read("/admin/settings/txn-tokens")),
        ModuleExpectation.of(
            "oauth/trusted-issuers",
            Set.of( // whose assertions the grant takes
                "grant_types_supported: " + JWT_BEARER, "authorization_grant_profiles_supported"),
            read("/admin/oauth/trusted-issuers"),
            new ExpectedCall(
                () -> robot.token(Map.of("grant_type", JWT_BEARER)),
                "400 invalid_request",
                "503 module_unavailable")),
        ModuleExpectation.of(
            "oauth/server",
            Set.of(""),
            ExpectedCall.missing(() -> robot.introspect("x"), "200"),
            ExpectedCall.missing(() -> robot.ask("/oauth/revoke", Map.of("token", "x")), "200"),
            ExpectedCall.missing(() -> robot.token(Map.of("grant_type", CREDENTIALS)), "200")));
  }

  private ExpectedCall read(String path) {
    return ExpectedCall.read(() -> tenant.admin().get(path));
  }

  private ExpectedCall grant(String type, String with) {
    return new ExpectedCall(
        () -> robot.token(Map.of("grant_type", type)), with, "400 unsupported_grant_type");
  }

  private ApiClient.Answer push(Map<String, String> changes) {
    return notes.ask("/oauth/par", notes.request(changes));
  }
}
