/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.TrustedIssuer;
import org.lumoauth.api.federation.TrustedIssuerService.VerifiedAssertion;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AssertionProfile;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.oauth.ClientResourceValidator;
import org.lumoauth.testkit.contract.ContractVerdict;

class AssertionProfileContractTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String IDP = "https://idp.example";

  @Test
  void acceptsCompliantProfile() {
    ContractVerdict.holds(Good.class);
  }

  @Test
  void detectsProfileWithoutValidation() {
    ContractVerdict.breaks(Blind.class, "rejectsRuleViolation");
  }

  @Test
  void detectsProfileWithWrongErrorCode() {
    ContractVerdict.breaks(Otherwise.class, "rejectsRuleViolation", "acceptsAnyJsonInAClaim");
  }

  @Test
  void detectsProfileFailingOnUnexpectedClaimType() {
    ContractVerdict.breaks(
        Brittle.class, "acceptsAnyJsonInAClaim", "returnsOnlyResourcesAllowedToTheClient");
  }

  @Test
  void detectsProfilePassingUncheckedResources() {
    ContractVerdict.breaks(Generous.class, "returnsOnlyResourcesAllowedToTheClient");
  }

  @Test
  void detectsProfileWithInvalidActors() {
    ContractVerdict.breaks(Nameless.class, "returnsActorsAsSubjects");
  }

  @Test
  void detectsProfileWithUnstableResult() {
    ContractVerdict.breaks(
        Moody.class,
        "returnsEqualResultForTheSameAssertion",
        "returnsEqualResultsToConcurrentThreads");
  }

  abstract static class Profile extends AssertionProfileContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected AuthenticatedTokenRequest request() {
      return aGrantRequest().from(aClient().withId("wiki")).build();
    }

    @Override
    protected VerifiedAssertion good() {
      return of("wiki");
    }

    @Override
    protected List<VerifiedAssertion> wrong() {
      return List.of(of("mail"));
    }

    private static VerifiedAssertion of(String clientId) {
      var issuer =
          new TrustedIssuer(
              "tis_1",
              IDP,
              "Identity provider",
              true,
              Set.of("ES256"),
              Set.of(ACME.issuer()),
              Set.of("wiki"),
              Set.of("a"),
              Duration.ofMinutes(10));
      return new VerifiedAssertion(
          issuer,
          Map.of("typ", "contract+jwt"),
          Map.of("iss", IDP, "sub", "them", "client_id", clientId),
          Instant.now());
    }

    static void requireClient(AuthenticatedTokenRequest request, VerifiedAssertion assertion) {
      if (!request.client().clientId().equals(assertion.claims().get("client_id"))) {
        throw OAuthException.invalidGrant("It is for another client.");
      }
    }

    static List<String> resources(VerifiedAssertion assertion) {
      Object named = assertion.claims().get("resource");
      return named == null ? List.of() : List.of(String.valueOf(named));
    }

    static AssertionProfile.AssertionTerms terms(List<String> resources) {
      return new AssertionProfile.AssertionTerms(Optional.empty(), resources);
    }
  }

  static class Good extends Profile {
    @Override
    protected AssertionProfile profile() {
      return (tenant, request, assertion) -> {
        requireClient(request, assertion);
        return terms(
            ClientResourceValidator.permittedResources(
                tenant, request.client(), resources(assertion)));
      };
    }
  }

  static class Blind extends Profile {
    @Override
    protected AssertionProfile profile() {
      return (tenant, request, assertion) -> terms(List.of());
    }
  }

  static class Otherwise extends Profile {
    @Override
    protected AssertionProfile profile() {
      return (tenant, request, assertion) -> {
        if (!request.client().clientId().equals(assertion.claims().get("client_id"))) {
          throw OAuthException.unauthorizedClient("It is for another client.");
        }
        return terms(List.of());
      };
    }
  }

  static class Brittle extends Profile {
    @Override
    protected AssertionProfile profile() {
      return (tenant, request, assertion) -> {
        requireClient(request, assertion);
        var resource = Optional.ofNullable((String) assertion.claims().get("resource"));
        return terms(
            ClientResourceValidator.permittedResources(
                tenant, request.client(), resource.stream().toList()));
      };
    }
  }

  static class Generous extends Profile {
    @Override
    protected AssertionProfile profile() {
      return (tenant, request, assertion) -> {
        requireClient(request, assertion);
        return terms(resources(assertion));
      };
    }
  }

  static class Nameless extends Profile {
    @Override
    protected AssertionProfile profile() {
      return (tenant, request, assertion) -> {
        requireClient(request, assertion);
        var actor = new SubjectRef("outside", Objects.toString(assertion.claims().get("act"), ""));
        return new AssertionProfile.AssertionTerms(Optional.empty(), List.of(), List.of(actor));
      };
    }
  }

  static class Moody extends Profile {
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    protected AssertionProfile profile() {
      return (tenant, request, assertion) -> {
        requireClient(request, assertion);
        var scope = Set.of(asked.incrementAndGet() + ".read");
        return new AssertionProfile.AssertionTerms(Optional.of(scope), List.of());
      };
    }
  }
}
