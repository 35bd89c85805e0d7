/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.ActorPolicy;
import org.lumoauth.api.oauth.grant.ActorPolicy.DelegationRequest;
import org.lumoauth.api.oauth.grant.CompletedTokenExchange;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ContractVerdict;

class ActorPolicyContractTest {

  private static final TenantContext ACME = aTenant().build();
  private static final SubjectRef MAILER = new SubjectRef(SubjectRef.AGENT, "agt_mailer");

  @Test
  void acceptsCompliantPolicy() {
    ContractVerdict.holds(Good.class);
  }

  @Test
  void acceptsPolicyRestrictingSomeActors() {
    ContractVerdict.holds(Barring.class);
  }

  @Test
  void detectsPolicyPermittingEverything() {
    ContractVerdict.breaks(
        Permissive.class,
        "permitsNoScopeOfRefusedDelegation",
        "permitsNoScopeInAnotherTenant",
        "permitsNoScopeForUnknownActor");
  }

  @Test
  void detectsPolicyPermittingNothing() {
    ContractVerdict.breaks(Closed.class, "permitsScopesOfAllowedDelegation");
  }

  @Test
  void detectsPolicyIgnoringTenant() {
    ContractVerdict.breaks(Borderless.class, "permitsNoScopeInAnotherTenant");
  }

  @Test
  void detectsPolicyAcceptingSimilarActorId() {
    ContractVerdict.breaks(Nearsighted.class, "permitsNoScopeForUnknownActor");
  }

  @Test
  void detectsPolicyPermittingAnySingleScope() {
    ContractVerdict.breaks(Modest.class, "permitsNoAdditionalScopeForASmallerRequest");
  }

  @Test
  void detectsPolicyFailingInsteadOfDenying() {
    ContractVerdict.breaks(
        Brittle.class,
        "permitsNoScopeOfRefusedDelegation",
        "permitsNoScopeInAnotherTenant",
        "permitsNoScopeForUnknownActor");
  }

  @Test
  void detectsPolicyFailingOnUnknownActors() {
    ContractVerdict.breaks(Shy.class, "acceptsAnyIdentifierInPresenterCheck");
  }

  @Test
  void detectsPolicyWithUnstableTerms() {
    ContractVerdict.breaks(Moody.class, "returnsStableDelegationIds");
  }

  @Test
  void detectsPolicyFailingOnRepeatedTokenExchange() {
    ContractVerdict.breaks(Once.class, "recordsIssuedTokenWithoutException");
  }

  /** One agent may read for one user, in a way that the wrong ones change. */
  static class Consent implements ActorPolicy {

    boolean in(TenantContext tenant) {
      return tenant.id().equals(ACME.id());
    }

    boolean is(SubjectRef actor) {
      return actor.equals(anAgentRef());
    }

    RuntimeException refusal() {
      return new OAuthException(403, "consent_required", "Ask the user.");
    }

    @Override
    public Set<String> permittedScopes(TenantContext tenant, DelegationRequest delegation) {
      if (!in(tenant) || !is(delegation.actors().get(0))) {
        throw refusal();
      }
      Set<String> scope = new HashSet<>(delegation.scope());
      scope.retainAll(Set.of("documents.read"));
      return scope;
    }
  }

  abstract static class Policy extends ActorPolicyContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected DelegationRequest permitted() {
      return by(anAgentRef());
    }

    @Override
    protected List<DelegationRequest> refused() {
      return List.of(by(MAILER));
    }

    private static DelegationRequest by(SubjectRef actor) {
      return new DelegationRequest(
          aClient().build(),
          aUserRef(),
          List.of(actor),
          Set.of("documents.read", "documents.write"),
          List.of());
    }
  }

  static class Good extends Policy {
    @Override
    protected ActorPolicy policy() {
      return new Consent();
    }
  }

  static class Barring extends Policy {
    @Override
    protected ActorPolicy policy() {
      return (tenant, delegation) ->
          delegation.actors().contains(MAILER) ? Set.of() : delegation.scope();
    }

    @Override
    protected boolean permitsOnlyWhomItKnows() {
      return false;
    }
  }

  static class Permissive extends Policy {
    @Override
    protected ActorPolicy policy() {
      return (tenant, delegation) -> delegation.scope();
    }
  }

  static class Closed extends Policy {
    @Override
    protected ActorPolicy policy() {
      return (tenant, delegation) -> Set.of();
    }
  }

  static class Borderless extends Policy {
    @Override
    protected ActorPolicy policy() {
      return new Consent() {
        @Override
        boolean in(TenantContext tenant) {
          return true;
        }
      };
    }
  }

  static class Nearsighted extends Policy {
    @Override
    protected ActorPolicy policy() {
      return new Consent() {
        @Override
        boolean is(SubjectRef actor) {
          return actor.id().strip().equalsIgnoreCase(anAgentRef().id());
        }
      };
    }
  }

  static class Modest extends Policy {
    @Override
    protected ActorPolicy policy() {
      return new Consent() {
        @Override
        public Set<String> permittedScopes(TenantContext tenant, DelegationRequest delegation) {
          var scope = super.permittedScopes(tenant, delegation);
          return delegation.scope().size() == 1 ? delegation.scope() : scope;
        }
      };
    }
  }

  static class Brittle extends Policy {
    @Override
    protected ActorPolicy policy() {
      return new Consent() {
        @Override
        RuntimeException refusal() {
          return new IllegalStateException("nobody consented");
        }
      };
    }
  }

  static class Shy extends Policy {
    @Override
    protected ActorPolicy policy() {
      return new Consent() {
        @Override
        public boolean canPresent(TenantContext tenant, SubjectRef subject, SubjectRef actor) {
          return subject.id().startsWith("usr_") && actor.id().charAt(3) == '_';
        }
      };
    }
  }

  static class Moody extends Policy {
    @Override
    protected ActorPolicy policy() {
      return new Consent() {
        @Override
        public DelegationTerms terms(TenantContext tenant, DelegationRequest delegation) {
          return new DelegationTerms(List.of(UUID.randomUUID().toString()), Optional.empty());
        }
      };
    }
  }

  static class Once extends Policy {
    private final Set<String> kept = new HashSet<>();

    @Override
    protected ActorPolicy policy() {
      return new Consent() {
        @Override
        public void onTokenExchanged(TenantContext tenant, CompletedTokenExchange exchanged) {
          if (!kept.add(exchanged.token().id())) {
            throw new IllegalStateException("it is there");
          }
        }
      };
    }
  }
}
