/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.idjag;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.federation.TrustedIssuer;
import org.lumoauth.api.federation.TrustedIssuerService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.authz.SubjectSourceContract;
import org.lumoauth.testkit.fake.oauth.FakeTrustedIssuerService;

class ExternalActorSubjectSourceContractTest extends SubjectSourceContract {

  private static final TenantContext ACME = aTenant().build();

  private final ExternalActorSubjectSource source =
      new ExternalActorSubjectSource(
          new FakeTrustedIssuerService()
              .withUnknownSubject(ACME, "jwt", by("https://idp.example", true))
              .withUnknownSubject(ACME, "other", by("https://barred.example", false)));

  @Override
  protected SubjectSource source() {
    return source;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected SubjectRef enabled() {
    return new ExternalActor("https://idp.example", "agt_1").subject();
  }

  @Override
  protected Optional<SubjectRef> disabled() {
    return Optional.of(new ExternalActor("https://barred.example", "agt_1").subject());
  }

  /** Whom a trusted issuer names nobody here can know. */
  @Override
  protected List<String> lookalikes() {
    return List.of(
        "HTTPS://IDP.EXAMPLE#agt_1",
        " https://idp.example#agt_1",
        "https://idp.example/#agt_1",
        "https://idp.example",
        "#agt_1");
  }

  private static TrustedIssuerService.VerifiedAssertion by(String issuer, boolean enabled) {
    var trusted =
        new TrustedIssuer(
            "tis_1",
            issuer,
            "Identity provider",
            enabled,
            Set.of("ES256"),
            Set.of(ACME.issuer()),
            Set.of("wiki"),
            Set.of("a"),
            Duration.ofMinutes(10));
    return new TrustedIssuerService.VerifiedAssertion(trusted, Map.of(), Map.of(), Instant.EPOCH);
  }
}
