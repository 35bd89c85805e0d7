/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadaws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.workloadaws.SignedAwsRequestSamples.NOW;
import static org.lumoauth.agents.workloadaws.SignedAwsRequestSamples.STS;
import static org.lumoauth.agents.workloadaws.SignedAwsRequestSamples.authorization;
import static org.lumoauth.agents.workloadaws.SignedAwsRequestSamples.headers;
import static org.lumoauth.agents.workloadaws.SignedAwsRequestSamples.json;
import static org.lumoauth.agents.workloadaws.SignedAwsRequestSamples.request;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.agents.workload.token.JwtWorkloadTokenVerifier;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.keys.foreign.DefaultForeignJwtVerifier;
import org.lumoauth.platform.keys.foreign.ForeignSignatureVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.testkit.builder.TestJwtSigner;
import org.lumoauth.testkit.contract.agent.WorkloadIdentityProviderContract;

class AwsWorkloadIdentityProviderTest extends WorkloadIdentityProviderContract {

  private static final TenantContext ACME = aTenant().build();
  private static final TestJwtSigner KEY = TestJwtSigner.rs256("k1");
  private static final String ROLE = "arn:aws:iam::123456789012:role/reporter";
  private static final String CLUSTER = "https://oidc.eks.eu-central-1.amazonaws.com/id/A1B2C3";
  private static final String ANSWER =
      """
      {"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"Account":"%s","Arn":"%s",
       "UserId":"AROAEXAMPLE:job-1"},"ResponseMetadata":{"RequestId":"1"}}}""";

  private final List<OutboundRequest> sent = new ArrayList<>();
  private int status = 200;
  private Optional<Boolean> down = Optional.empty();
  private String type = "application/json";
  private String answer =
      ANSWER.formatted("123456789012", "arn:aws:sts::123456789012:assumed-role/reporter/job-1");
  private final OutboundHttpClient sts =
      request -> {
        sent.add(request);
        if (down.isPresent()) {
          throw new OutboundException("no answer", down.get());
        }
        return new OutboundResponse(
            status, Map.of("content-type", List.of(type)), answer.getBytes(StandardCharsets.UTF_8));
      };
  private final AwsWorkloadIdentityProvider provider =
      new AwsWorkloadIdentityProvider(
          new JwtWorkloadTokenVerifier(
              new DefaultForeignJwtVerifier(
                  JcaProviderSelector.fastest(), InstantSource.fixed(NOW)),
              (tenant, address, kid) -> List.of(KEY.jwk()),
              sts,
              new ForeignSignatureVerifier(JcaProviderSelector.fastest()),
              InstantSource.system()),
          new AwsCallerIdentityResolver(sts, Set.of(URI.create(STS)), InstantSource.fixed(NOW)));

  @Override
  protected WorkloadIdentityProvider provider() {
    return provider;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected Map<String, Object> trust() {
    return new HashMap<>(
        Map.of("roleArns", List.of("arn:aws:iam::123456789012:role/jobs/reporter")));
  }

  @Override
  protected String attestation() {
    return json(request(ACME.issuer()));
  }

  @Override
  protected String subject() {
    return ROLE;
  }

  @Override
  protected String forged() {
    return json(request("https://other.example"));
  }

  @Test
  void forwardsSignedRequestAndAcceptsJson() {
    provider.verify(ACME, attestation(), trust());

    OutboundRequest request = sent.get(0);
    assertEquals(URI.create(STS + "/"), request.uri());
    assertEquals("POST", request.method());
    assertEquals("application/json", request.headers().get("Accept"));
    assertEquals(ACME.issuer(), request.headers().get("x-lumoauth-server-id"));
    assertEquals(
        "Action=GetCallerIdentity&Version=2011-06-15",
        new String(request.body().orElseThrow(), StandardCharsets.UTF_8));
  }

  @Test
  void parsesCommaSeparatedEndpoints() {
    assertEquals(
        Set.of(URI.create(STS), URI.create("https://sts.amazonaws.com")),
        AwsCallerIdentityResolver.endpoints(STS + "/, https://sts.amazonaws.com"));
    assertEquals(Set.of(), AwsCallerIdentityResolver.endpoints(""));
  }

  @Test
  void reportsTemporaryFailureOnceWhileStsIsDown() {
    down = Optional.of(false);

    assertComeAgain();
    assertComeAgain();
    assertEquals(1, sent.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void reportsTemporaryFailureForStsOutageStatus(int outage) {
    status = outage;

    assertComeAgain();
  }

  @Test
  void rejectsIdentityIfStsIsBlocked() {
    down = Optional.of(true);

    assertRejected(attestation(), trust());
  }

  @Test
  void usesTenantForOutboundRequests() {
    provider.verify(ACME, attestation(), trust());

    assertEquals(Optional.of(ACME.id()), sent.get(0).tenantId());
  }

  private void assertComeAgain() {
    var answer =
        assertThrows(ApiException.class, () -> provider.verify(ACME, attestation(), trust()));
    assertEquals(503, answer.status());
    assertEquals("temporarily_unavailable", answer.code());
    assertEquals(Map.of("Retry-After", "10"), answer.headers());
  }

  @Test
  void callsStsOnceForSeveralRules() {
    provider.verify(ACME, attestation(), trust());
    assertRejected(attestation(), Map.of("roleArns", List.of(ROLE + "2")));

    assertEquals(1, sent.size());
  }

  static Stream<Arguments> tampered() {
    String server = ACME.issuer();
    return Stream.of(
        Arguments.of("another host", with("url", "https://sts.evil.example/")),
        Arguments.of("a host that begins so", with("url", STS + ".evil.example/")),
        Arguments.of("a user in front", with("url", STS.replace("//", "//a@") + "/")),
        Arguments.of("a port", with("url", STS + ":8443/")),
        Arguments.of("http", with("url", STS.replace("https", "http") + "/")),
        Arguments.of("an endpoint not set", with("url", "https://sts.amazonaws.com/")),
        Arguments.of("a path", with("url", STS + "/x")),
        Arguments.of("a query", with("url", STS + "/?Action=GetSessionToken")),
        Arguments.of("a fragment", with("url", STS + "/#x")),
        Arguments.of("GET", with("method", "GET")),
        Arguments.of("post", with("method", "post")),
        Arguments.of("another action", with("body", "Action=GetSessionToken&Version=2011-06-15")),
        Arguments.of(
            "two actions",
            with("body", "Action=GetCallerIdentity&Version=2011-06-15&Action=GetSessionToken")),
        Arguments.of("no body", with("body", "")),
        Arguments.of("another member", with("accept", "application/json")),
        Arguments.of("no server", header("X-LumoAuth-Server-Id", null)),
        Arguments.of("another server", header("X-LumoAuth-Server-Id", "https://other.example")),
        Arguments.of(
            "a server that is not signed",
            header(
                "Authorization",
                authorization(
                    "20261127/eu-central-1/sts",
                    "content-type;host;x-amz-date;x-amz-security-token"))),
        Arguments.of(
            "a host that is not signed",
            header(
                "Authorization",
                authorization(
                    "20261127/eu-central-1/sts",
                    "x-amz-date;x-amz-security-token;x-lumoauth-server-id"))),
        Arguments.of(
            "a session token that is not signed",
            header(
                "Authorization",
                authorization(
                    "20261127/eu-central-1/sts", "host;x-amz-date;x-lumoauth-server-id"))),
        Arguments.of(
            "a signature for another service",
            header(
                "Authorization", headers(server).get("Authorization").replace("/sts/", "/iam/"))),
        Arguments.of("no signature", header("Authorization", null)),
        Arguments.of("a bearer token", header("Authorization", "Bearer x")),
        Arguments.of("another header", header("Accept", "application/xml")),
        Arguments.of("a forwarding header", header("X-Forwarded-Host", "evil.example")),
        Arguments.of("another host header", header("Host", "evil.example")),
        Arguments.of("another content type", header("Content-Type", "text/plain")),
        Arguments.of("a line break", header("X-Amz-Security-Token", "a\r\nHost: evil.example")),
        Arguments.of("too old", header("X-Amz-Date", "20261127T115459Z")),
        Arguments.of("in the future", header("X-Amz-Date", "20261127T120031Z")),
        Arguments.of("another day", header("X-Amz-Date", "20261126T235959Z")),
        Arguments.of("no date", header("X-Amz-Date", null)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tampered")
  void rejectsMalformedRequestWithoutCallingSts(String what, Map<String, Object> request) {
    assertRejected(json(request), trust());
    assertEquals(List.of(), sent);
  }

  @Test
  void rejectsDuplicateHeaderOrMember() {
    String twice = attestation().replace("\"Host\":", "\"host\":\"evil.example\",\"Host\":");

    assertRejected(twice, trust());
    assertRejected(attestation().replace("\"method\":", "\"method\":\"GET\",\"method\":"), trust());
    assertEquals(List.of(), sent);
  }

  @Test
  void rejectsOtherRole() {
    assertRejected(attestation(), Map.of("roleArns", List.of(ROLE + "2")));
    assertRejected(attestation(), Map.of("roleArns", List.of(ROLE.replace("1234", "4321"))));
    assertRejected(attestation(), Map.of("roleArns", List.of(ROLE.replace(":aws:", ":aws-cn:"))));
  }

  @Test
  void rejectsOtherRegion() {
    Map<String, Object> trust = trust();
    trust.put("regions", List.of("eu-central-1"));
    assertEquals(ROLE, provider.verify(ACME, attestation(), trust).orElseThrow().subject());

    trust.put("regions", List.of("us-east-1"));
    assertRejected(attestation(), trust);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::123456789012:user/reporter",
        "arn:aws:iam::123456789012:root",
        "arn:aws:sts::123456789012:federated-user/reporter",
        "arn:aws:sts::123456789012:assumed-role/reporter",
        "arn:aws:sts::123456789012:assumed-role/reporter/a/b",
        ""
      })
  void rejectsCallersWithoutAssumedRole(String arn) {
    answer = ANSWER.formatted("123456789012", arn);

    assertRejected(attestation(), trust());
  }

  @Test
  void rejectsSignatureRefusedBySts() {
    status = 403;
    assertRejected(attestation(), trust());
  }

  @Test
  void rejectsNonJsonStsResponse() {
    type = "text/xml";
    assertRejected(attestation(), trust());
  }

  @Test
  void rejectsStsResponseWithDuplicateMember() {
    answer = answer.replace("\"Arn\":", "\"Arn\":\"arn:aws:sts::1:assumed-role/a/b\",\"Arn\":");
    assertRejected(attestation(), trust());
  }

  @Test
  void rejectsStsResponseWithContradictoryAccounts() {
    answer = answer.replace("\"Account\":\"123456789012\"", "\"Account\":\"210987654321\"");
    assertRejected(attestation(), trust());
  }

  @Test
  void acceptsClusterServiceAccountToken() {
    String subject = "system:serviceaccount:prod:reporter";
    Map<String, Object> pod =
        Map.of("namespace", "prod", "serviceaccount", Map.of("name", "reporter", "uid", "1"));
    Map<String, Object> claims = claims(CLUSTER, subject, "sts.amazonaws.com");
    claims.put("kubernetes.io", pod);
    Map<String, Object> trust = ofIssuer(CLUSTER);
    trust.put("audiences", List.of("sts.amazonaws.com"));
    trust.put("namespace", "prod");
    trust.put("serviceAccount", "reporter");

    assertEquals(trust, provider.check(ACME, trust));
    var identity = provider.verify(ACME, KEY.sign(claims), trust).orElseThrow();
    assertEquals(subject, identity.subject());
    assertEquals(true, identity.attributes().get("audience_generic"));
    claims.put("sub", "system:serviceaccount:prod:other");
    assertRejected(KEY.sign(claims), trust);
  }

  @Test
  void acceptsAwsRoleToken() {
    String issuer = "https://a1b2.tokens.sts.global.api.aws";
    Map<String, Object> claims = claims(issuer, ROLE, ACME.issuer());
    claims.put(
        "https://sts.amazonaws.com/",
        Map.of("aws_account", "123456789012", "source_region", "eu-central-1"));
    Map<String, Object> trust = ofIssuer(issuer);
    trust.put("roleArns", List.of(ROLE));
    trust.put("regions", List.of("eu-central-1"));

    assertEquals(ROLE, provider.verify(ACME, KEY.sign(claims), trust).orElseThrow().subject());
    claims.put("sub", ROLE + "2");
    assertRejected(KEY.sign(claims), trust);
    claims.put("sub", ROLE);
    trust.put("regions", List.of("us-east-1"));
    assertRejected(KEY.sign(claims), trust);
  }

  @Test
  void rejectsTokenForSignatureRule() {
    assertRejected(KEY.sign(claims(CLUSTER, ROLE, ACME.issuer())), trust());
  }

  @Test
  void rejectsRulesWithoutValidIdentity() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("roleArns", List.of()),
            Map.of("roleArns", List.of("reporter")),
            Map.of("roleArns", List.of("arn:aws:iam::123456789012:user/a")),
            Map.of("roleArns", List.of("arn:aws:iam::123456789012:role/*")),
            Map.of("roleArns", List.of(ROLE), "stsEndpoint", "https://evil.example"),
            Map.of("issuer", CLUSTER),
            Map.of("issuer", CLUSTER, "namespace", "prod"))) {
      assertEquals(
          422,
          assertThrows(ApiException.class, () -> provider.check(ACME, wrong)).status(),
          wrong.toString());
    }
  }

  private static Map<String, Object> ofIssuer(String issuer) {
    return new HashMap<>(Map.of("issuer", issuer, "jwksUri", "https://keys.example/jwks"));
  }

  private static Map<String, Object> claims(String issuer, String subject, String audience) {
    return new LinkedHashMap<>(
        Map.of(
            "iss", issuer,
            "sub", subject,
            "aud", audience,
            "iat", NOW.getEpochSecond(),
            "exp", NOW.getEpochSecond() + 3600));
  }

  private static Map<String, Object> with(String member, Object value) {
    Map<String, Object> request = request(ACME.issuer());
    request.put(member, value);
    return request;
  }

  private static Map<String, Object> header(String name, String value) {
    Map<String, String> headers = headers(ACME.issuer());
    if (value == null) {
      headers.remove(name);
    } else {
      headers.put(name, value);
    }
    return with("headers", headers);
  }

  private void assertRejected(String attestation, Map<String, Object> trust) {
    var refusal = assertThrows(ApiException.class, () -> provider.verify(ACME, attestation, trust));
    assertEquals("attestation_rejected", refusal.code());
    assertEquals(401, refusal.status());
  }
}
