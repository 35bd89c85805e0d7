/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authn;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.key.TenantSigningAlgorithmProvider;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.token.TokenResponseContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.testkit.contract.ContractVerdict;
import org.lumoauth.testkit.contract.oauth.TokenResponseContributorContract;

class TokenResponseContractsTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String HINT = "contract_hint";

  @Test
  void acceptsCompliantContributor() {
    ContractVerdict.holds(Good.class);
  }

  @Test
  void acceptsContributorWithoutMembers() {
    ContractVerdict.holds(LookingOn.class);
  }

  @Test
  void detectsContributorOmittingItsMember() {
    ContractVerdict.breaks(Forgetful.class, "addsDeclaredMembers");
  }

  @Test
  void detectsContributorReplacingServerMember() {
    ContractVerdict.breaks(Presumptuous.class, "addsNoMemberThatTheServerSets");
  }

  @Test
  void detectsContributorReturningNonString() {
    ContractVerdict.breaks(Structured.class, "addsOnlyJsonValues");
  }

  @Test
  void detectsContributorReturningNonJsonValue() {
    ContractVerdict.breaks(Java.class, "addsOnlyJsonValues");
  }

  @Test
  void detectsContributorExposingAccessToken() {
    ContractVerdict.breaks(Talkative.class, "omitsAccessTokenFromItsMembers");
  }

  @Test
  void detectsContributorReplacingMemberOfAnother() {
    ContractVerdict.breaks(
        Rude.class,
        "addsDeclaredMembers",
        "keepsMembersOfOtherContributors",
        "acceptsGrantWithoutSessionResourceOrKey");
  }

  @Test
  void detectsContributorModifyingOtherMembers() {
    ContractVerdict.breaks(
        Scribbling.class,
        "addsDeclaredMembers",
        "addsOnlyJsonValues",
        "omitsAccessTokenFromItsMembers",
        "keepsMembersOfOtherContributors",
        "acceptsGrantWithoutSessionResourceOrKey");
  }

  @Test
  void detectsContributorRequiringSession() {
    ContractVerdict.breaks(Demanding.class, "acceptsGrantWithoutSessionResourceOrKey");
  }

  @Test
  void acceptsCompliantAlgorithmProvider() {
    ContractVerdict.holds(GoodChoice.class);
  }

  @Test
  void acceptsFixedAlgorithmProvider() {
    ContractVerdict.holds(FixedChoice.class);
  }

  @Test
  void detectsProviderIgnoringTenantChange() {
    ContractVerdict.breaks(StubbornChoice.class, "usesSelectedAlgorithmImmediately");
  }

  @Test
  void detectsProviderSharingChoiceAcrossTenants() {
    ContractVerdict.breaks(SharedChoice.class, "keepsAlgorithmsOfOtherTenants");
  }

  @Test
  void detectsProviderNotOfferingAlgorithmInAdvance() {
    ContractVerdict.breaks(LateChoice.class, "supportsEachAlgorithmBeforeItsSelection");
  }

  @Test
  void detectsProviderWithoutDefaultAlgorithm() {
    ContractVerdict.breaks(SilentChoice.class, "hasADefaultWithoutSelection");
  }

  /** Adds one member, in a way that the wrong ones change. */
  static class Hint implements TokenResponseContributor {

    Object hint(AuthorizationGrant grant, IssuedToken accessToken) {
      return "of " + grant.id();
    }

    @Override
    public Map<String, Object> members(
        TenantContext tenant,
        AuthenticatedTokenRequest request,
        AuthorizationGrant grant,
        IssuedToken accessToken) {
      return Map.of(HINT, hint(grant, accessToken));
    }
  }

  abstract static class Contributor extends TokenResponseContributorContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected AuthenticatedTokenRequest request() {
      return aGrantRequest().build();
    }

    @Override
    protected AuthorizationGrant grant() {
      return new AuthorizationGrant(
          "grn_1",
          aClient().build().clientId(),
          aUserRef(),
          Set.of("openid"),
          List.of(),
          Optional.of("ses_1"),
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Optional.empty(),
          Map.of(),
          List.of(),
          Optional.empty());
    }

    @Override
    protected IssuedToken accessToken() {
      var now = Instant.now();
      return new IssuedToken(
          "an-access-token", "tok_1", now, now.plusSeconds(60), Set.of(), aUserRef(), List.of());
    }

    @Override
    protected Set<String> names() {
      return Set.of(HINT);
    }
  }

  static class Good extends Contributor {
    @Override
    protected TokenResponseContributor contributor() {
      return new Hint();
    }
  }

  static class LookingOn extends Contributor {
    @Override
    protected TokenResponseContributor contributor() {
      return (tenant, request, grant, accessToken) -> Map.of();
    }

    @Override
    protected Set<String> names() {
      return Set.of();
    }
  }

  static class Forgetful extends Contributor {
    @Override
    protected TokenResponseContributor contributor() {
      return (tenant, request, grant, accessToken) -> Map.of();
    }
  }

  static class Presumptuous extends Contributor {
    @Override
    protected TokenResponseContributor contributor() {
      return (tenant, request, grant, accessToken) -> Map.of("scope", "openid");
    }

    @Override
    protected Set<String> names() {
      return Set.of("scope");
    }
  }

  static class Structured extends Contributor {
    @Override
    protected TokenResponseContributor contributor() {
      return (tenant, request, grant, accessToken) -> Map.of("id_token", Map.of("sub", "usr_1"));
    }

    @Override
    protected Set<String> names() {
      return Set.of("id_token");
    }
  }

  static class Java extends Contributor {
    @Override
    protected TokenResponseContributor contributor() {
      return new Hint() {
        @Override
        Object hint(AuthorizationGrant grant, IssuedToken accessToken) {
          return Optional.of(grant.id());
        }
      };
    }
  }

  static class Talkative extends Contributor {
    @Override
    protected TokenResponseContributor contributor() {
      return new Hint() {
        @Override
        Object hint(AuthorizationGrant grant, IssuedToken accessToken) {
          return List.of(accessToken.value());
        }
      };
    }
  }

  static class Rude extends Contributor {
    @Override
    protected TokenResponseContributor contributor() {
      return new Hint() {
        @Override
        public Map<String, Object> derivedMembers(
            TenantContext tenant,
            AuthenticatedTokenRequest request,
            AuthorizationGrant grant,
            IssuedToken accessToken,
            Map<String, Object> members) {
          return Map.of("refresh_token", "mine");
        }
      };
    }
  }

  static class Scribbling extends Contributor {
    @Override
    protected TokenResponseContributor contributor() {
      return new Hint() {
        @Override
        public Map<String, Object> derivedMembers(
            TenantContext tenant,
            AuthenticatedTokenRequest request,
            AuthorizationGrant grant,
            IssuedToken accessToken,
            Map<String, Object> members) {
          members.put(HINT, "mine");
          return Map.of();
        }
      };
    }
  }

  static class Demanding extends Contributor {
    @Override
    protected TokenResponseContributor contributor() {
      return new Hint() {
        @Override
        Object hint(AuthorizationGrant grant, IssuedToken accessToken) {
          return grant.sessionId().orElseThrow();
        }
      };
    }
  }

  abstract static class Choice extends TenantSigningAlgorithmProviderContract {
    final Map<String, SigningAlgorithm> chosen = new ConcurrentHashMap<>();

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected void choose(TenantContext tenant, SigningAlgorithm algorithm) {
      chosen.put(tenant.id(), algorithm);
    }

    /** The same, with every algorithm on offer. */
    static TenantSigningAlgorithmProvider offeringAll(TenantSigningAlgorithmProvider choice) {
      return new TenantSigningAlgorithmProvider() {
        @Override
        public Optional<SigningAlgorithm> defaultAlgorithm(TenantContext tenant) {
          return choice.defaultAlgorithm(tenant);
        }

        @Override
        public Set<SigningAlgorithm> supportedAlgorithms(TenantContext tenant) {
          return Set.of(SigningAlgorithm.values());
        }
      };
    }

    Optional<SigningAlgorithm> of(String tenantId) {
      return Optional.of(chosen.getOrDefault(tenantId, SigningAlgorithm.ES256));
    }
  }

  static class GoodChoice extends Choice {
    @Override
    protected TenantSigningAlgorithmProvider choice() {
      return offeringAll(tenant -> of(tenant.id()));
    }
  }

  static class LateChoice extends Choice {
    @Override
    protected TenantSigningAlgorithmProvider choice() {
      return tenant -> of(tenant.id());
    }
  }

  static class FixedChoice extends Choice {
    @Override
    protected TenantSigningAlgorithmProvider choice() {
      return tenant -> Optional.of(SigningAlgorithm.ES256);
    }

    @Override
    protected List<SigningAlgorithm> choosable() {
      return List.of(SigningAlgorithm.ES256);
    }
  }

  static class StubbornChoice extends Choice {
    private final Map<String, Optional<SigningAlgorithm>> first = new ConcurrentHashMap<>();

    @Override
    protected TenantSigningAlgorithmProvider choice() {
      return offeringAll(tenant -> first.computeIfAbsent(tenant.id(), this::of));
    }
  }

  static class SharedChoice extends Choice {
    @Override
    protected TenantSigningAlgorithmProvider choice() {
      return offeringAll(tenant -> of(ACME.id()));
    }
  }

  static class SilentChoice extends Choice {
    @Override
    protected TenantSigningAlgorithmProvider choice() {
      return offeringAll(tenant -> chosen.containsKey(tenant.id()) ? of(tenant.id()) : null);
    }
  }
}
