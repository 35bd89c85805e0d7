/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.directory.CredentialAbuseKind;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.tokens.caller.BearerTokenAuthenticator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

class BearerAuthenticatorTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();

  private final FakeTokenService tokens = new FakeTokenService();
  private final FakeSubjectDirectory subjects = new FakeSubjectDirectory();
  private final BearerTokenAuthenticator bearer =
      new BearerTokenAuthenticator(
          tokens,
          new FakeTenantRegistry().with(ACME).with(GLOBEX),
          subjects,
          new FakeProviderRegistry());

  @Test
  void returnsCallerOfToken() {
    var caller = authenticate(Optional.of(ACME), "Bearer " + token(Optional.empty())).orElseThrow();

    assertEquals(aClient().build().subject(), caller.subject());
    assertEquals(CredentialKind.ACCESS_TOKEN, caller.kind());
    assertEquals(Optional.of(ACME.id()), caller.tenantId());
  }

  @Test
  void returnsPrincipalSubjectActsFor() {
    var ada = new SubjectRef(SubjectRef.USER, "usr_ada");
    subjects.actingFor(ACME, aClient().build().subject(), ada);

    var caller = authenticate(Optional.of(ACME), "Bearer " + token(Optional.empty())).orElseThrow();

    assertEquals(Optional.of(ada), caller.principal());
    assertEquals(List.of(ada), caller.onBehalfOf());
  }

  @Test
  void acceptsSchemeCaseInsensitively() {
    assertEquals(
        true, authenticate(Optional.of(ACME), "bearer " + token(Optional.empty())).isPresent());
  }

  @Test
  void usesTenantOfTokenIfPathHasNone() {
    var caller = authenticate(Optional.empty(), "Bearer " + token(Optional.empty())).orElseThrow();

    assertEquals(Optional.of(ACME.id()), caller.tenantId());
  }

  @Test
  void ignoresApiKeys() {
    assertEquals(Optional.empty(), authenticate(Optional.of(ACME), "Bearer lmk_key"));
  }

  @Test
  void ignoresBasicScheme() {
    assertEquals(Optional.empty(), authenticate(Optional.of(ACME), "Basic abc"));
  }

  @Test
  void rejectsInvalidToken() {
    assertEquals(401, refusal(Optional.of(ACME), "Bearer nonsense").status());
  }

  @Test
  void rejectsInvalidTokenIfPathHasNoTenant() {
    assertEquals(401, refusal(Optional.empty(), "Bearer nonsense").status());
  }

  @Test
  void forbidsATokenOfAnotherTenant() {
    assertEquals(403, refusal(Optional.of(GLOBEX), "Bearer " + token(Optional.empty())).status());
  }

  @Test
  void rejectsDpopBoundTokenAndReportsAbuse() {
    var bound = token(Optional.of(Map.of("jkt", "thumbprint")));

    assertEquals(401, refusal(Optional.of(ACME), "Bearer " + bound).status());
    assertEquals(
        List.of(CredentialAbuseKind.PROOF_FAILED),
        subjects.misuses().stream()
            .map(FakeSubjectDirectory.RecordedCredentialAbuse::how)
            .toList());
  }

  /** The module that checks it may be away just now. */
  @Test
  void rejectsCertificateBoundTokenWithoutReportingAbuse() {
    var bound = token(Optional.of(Map.of("x5t#S256", "thumbprint")));

    assertEquals(401, refusal(Optional.of(ACME), "Bearer " + bound).status());
    assertEquals(List.of(), subjects.misuses());
  }

  private String token(Optional<Map<String, Object>> confirmation) {
    var client = aClient().build();
    return tokens
        .issue(
            ACME,
            new AccessTokenIssuanceRequest(
                client,
                client.subject(),
                List.of(),
                Set.of(),
                List.of(),
                Duration.ofHours(1),
                confirmation,
                Map.of()))
        .value();
  }

  private Optional<Caller> authenticate(Optional<TenantContext> tenant, String authorization) {
    return bearer.authenticate(
        tenant, aRequest().withHeader("Authorization", authorization).build());
  }

  private ApiException refusal(Optional<TenantContext> tenant, String authorization) {
    return assertThrows(ApiException.class, () -> authenticate(tenant, authorization));
  }
}
