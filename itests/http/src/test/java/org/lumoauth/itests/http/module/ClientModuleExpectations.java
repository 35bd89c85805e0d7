/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.lumoauth.itests.http.fixture.FapiClient;
import org.lumoauth.itests.http.module.ModuleExpectation.ExpectedCall;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** What is each module's by which clients authenticate, prove keys and become known. */
record ClientModuleExpectations(TestTenant tenant) {
  private static final TestJwtSigner KEY = TestJwtSigner.es256("k1");
  private static final String CREDENTIALS = "client_credentials";
  private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  List<ModuleExpectation> rows() {
    TestApplication basic = machineClient(Map.of());
    TestApplication posting =
        machineClient(Map.of("tokenEndpointAuthMethods", List.of("client_secret_post")));
    TestApplication open =
        TestApplication.register(
            tenant, Map.of("grantTypes", List.of("authorization_code"), "isConfidential", false));
    TestApplication signing =
        machineClient(
            Map.of(
                "tokenEndpointAuthMethods",
                List.of("private_key_jwt"),
                "metadata",
                Map.of("jwks", Map.of("keys", List.of(KEY.jwk())))));
    TestApplication certified =
        machineClient(
            Map.of("metadata", Map.of("tls_client_certificate_bound_access_tokens", true)));
    FapiClient bank = FapiClient.register(tenant, "fapi2-security");
    TestApplication bound =
        machineClient(Map.of("metadata", Map.of("dpop_bound_access_tokens", true)));
    return List.of(
        ModuleExpectation.of(
            "oauth/client-auth-secret",
            with(
                methods(
                    List.of("client_secret_basic", "client_secret_post"),
                    "token",
                    "introspection",
                    "revocation"),
                "token_endpoint_auth_methods_supported: none",
                "revocation_endpoint_auth_methods_supported: none"),
            unknown(() -> basic.introspect("x")),
            unknown(
                () ->
                    posting
                        .connection()
                        .form(
                            "/oauth/introspect",
                            FormParameters.of(
                                Map.of(
                                    "client_id", posting.id(),
                                    "client_secret", posting.secret(),
                                    "token", "x")))),
            unknown(() -> open.ask("/oauth/revoke", Map.of("token", "x")))),
        ModuleExpectation.of(
            "oauth/client-auth-private-key-jwt",
            with(
                methods(List.of("private_key_jwt"), "token", "introspection", "revocation"),
                "token_endpoint_auth_signing_alg_values_supported",
                "introspection_endpoint_auth_signing_alg_values_supported",
                "revocation_endpoint_auth_signing_alg_values_supported"),
            unknown(() -> signing.connection().form("/oauth/token", asserted(signing)))),
        ModuleExpectation.of(
            "oauth/client-auth-tls",
            with(
                methods(
                    List.of("tls_client_auth", "self_signed_tls_client_auth"),
                    "token",
                    "introspection",
                    "revocation"),
                "tls_client_certificate_bound_access_tokens"),
            new ExpectedCall( // whoever asked for bound tokens gets no others, there or not
                () -> certified.token(Map.of("grant_type", CREDENTIALS)),
                "400 invalid_request",
                "400 invalid_request")),
        ModuleExpectation.of(
            "oauth/dpop",
            Set.of("dpop_signing_alg_values_supported"),
            new ExpectedCall(
                () ->
                    bound
                        .api()
                        .and("DPoP", "x.y.z")
                        .form("/oauth/token", "grant_type=" + CREDENTIALS),
                "400 invalid_dpop_proof",
                "400 invalid_request")),
        ModuleExpectation.of(
            "oauth/dcr",
            Set.of("registration_endpoint"),
            ExpectedCall.missing(
                () -> basic.connection().post("/connect/register", Map.of()), "401 access_denied")),
        ModuleExpectation.of(
            "oauth/client-id-metadata",
            Set.of("client_id_metadata_document_supported"),
            ExpectedCall.read(() -> tenant.admin().get("/admin/settings/cimd"))),
        ModuleExpectation.of(
            "oauth/fapi2",
            new ExpectedCall(() -> bank.push(Map.of()), "201", "503 module_unavailable")));
  }

  private static ExpectedCall unknown(Supplier<ApiClient.Answer> asked) {
    return new ExpectedCall(asked, "200", "401 invalid_client");
  }

  private TestApplication machineClient(Map<String, Object> members) {
    Map<String, Object> all = new HashMap<>(Map.of("grantTypes", List.of(CREDENTIALS)));
    all.putAll(members);
    return TestApplication.register(tenant, all);
  }

  private String asserted(TestApplication client) {
    long now = Instant.now().getEpochSecond();
    String assertion =
        KEY.sign(
            Map.of(
                "iss",
                client.id(),
                "sub",
                client.id(),
                "aud",
                tenant.admin().base() + "/oauth/token",
                "jti",
                UUID.randomUUID().toString(),
                "iat",
                now,
                "exp",
                now + 60));
    return FormParameters.of(
        Map.of(
            "grant_type", CREDENTIALS,
            "client_assertion_type", ASSERTION,
            "client_assertion", assertion));
  }

  private static Set<String> methods(List<String> names, String... endpoints) {
    Set<String> listed = new TreeSet<>();
    for (String endpoint : endpoints) {
      names.forEach(name -> listed.add(endpoint + "_endpoint_auth_methods_supported: " + name));
    }
    return listed;
  }

  private static Set<String> with(Set<String> listed, String... more) {
    Set<String> all = new TreeSet<>(listed);
    all.addAll(List.of(more));
    return all;
  }
}
