/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.resource.ResourcePolicy;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.testkit.contract.ContractVerdict;

class ResourcePolicyContractTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String FILES = "https://files.example";
  private static final Set<String> SCOPES = Set.of("files.read", "files.write");

  @Test
  void acceptsCompliantPolicy() {
    ContractVerdict.holds(Good.class);
  }

  @Test
  void detectsPolicyAcceptingEveryClient() {
    ContractVerdict.breaks(Open.class, "rejectsClientThatMayNotUseTheResource");
  }

  @Test
  void detectsPolicyIgnoringTenant() {
    ContractVerdict.breaks(Borderless.class, "allowsNothingForAResourceOfAnotherTenant");
  }

  @Test
  void detectsPolicyIgnoringResourceAlias() {
    ContractVerdict.breaks(Forgetful.class, "findsResourceByItsAlias");
  }

  @Test
  void detectsPolicyRestrictingForeignResources() {
    ContractVerdict.breaks(Possessive.class, "ignoresOtherResources");
  }

  @Test
  void detectsPolicyRequiringResourceInEveryRequest() {
    ContractVerdict.breaks(Strict.class, "allowsRequestsForTheTenantApi");
  }

  @Test
  void detectsPolicyAddingClaim() {
    ContractVerdict.breaks(Talkative.class, "onlyReducesScopeAndLifetimeOfToken");
  }

  @Test
  void detectsPolicyAddingScope() {
    ContractVerdict.breaks(Generous.class, "onlyReducesScopeAndLifetimeOfToken");
  }

  @Test
  void detectsPolicyExtendingTokenLifetime() {
    ContractVerdict.breaks(Lasting.class, "doesNotExtendShorterLifetime");
  }

  @Test
  void detectsPolicyThatIsNotIdempotent() {
    ContractVerdict.breaks(Shrinking.class, "keepsCompliantTokenUnchanged");
  }

  @Test
  void detectsPolicyFailingOnInvalidUri() {
    ContractVerdict.breaks(Brittle.class, "acceptsAnyTextAsResource");
  }

  @Test
  void detectsPolicyWithWrongErrorCode() {
    ContractVerdict.breaks(Otherwise.class, "rejectsClientThatMayNotUseTheResource");
  }

  @Test
  void detectsPolicyWithInvalidErrorDescription() {
    ContractVerdict.breaks(Quoting.class, "rejectsClientThatMayNotUseTheResource");
  }

  /** One resource for one client, in a way that the wrong ones change. */
  static class Files implements ResourcePolicy {

    boolean in(TenantContext tenant) {
      return tenant.id().equals(ACME.id());
    }

    boolean allows(Client client) {
      return client.clientId().equals("app");
    }

    OAuthException refusal() {
      return OAuthException.invalidTarget("The client may not have tokens for it.");
    }

    boolean own(TenantContext tenant, String resource) {
      return in(tenant) && resource.equals(FILES);
    }

    AccessTokenIssuanceRequest of(AccessTokenIssuanceRequest request) {
      return with(request, within(request.scope()), shorter(request.lifetime()), request.claims());
    }

    Set<String> within(Set<String> asked) {
      Set<String> scope = new HashSet<>(asked);
      scope.retainAll(SCOPES);
      return scope;
    }

    Duration shorter(Duration lifetime) {
      var own = Duration.ofMinutes(5);
      return own.compareTo(lifetime) < 0 ? own : lifetime;
    }

    private void require(TenantContext tenant, Client client, List<String> resources) {
      if (resources.stream().anyMatch(each -> own(tenant, each)) && !allows(client)) {
        throw refusal();
      }
    }

    @Override
    public Set<String> scopes(TenantContext tenant, Client client, List<String> resources) {
      return resources.stream().anyMatch(each -> isReachable(tenant, client, each))
          ? SCOPES
          : Set.of();
    }

    @Override
    public void check(TenantContext tenant, Client client, AuthorizationRequest request) {
      require(tenant, client, request.resources());
    }

    @Override
    public void check(
        TenantContext tenant, AuthenticatedTokenRequest request, List<String> granted) {
      require(tenant, request.client(), request.resources());
    }

    @Override
    public AccessTokenIssuanceRequest applyTo(
        TenantContext tenant, AccessTokenIssuanceRequest request) {
      require(tenant, request.client(), request.audience());
      return own(tenant, request.audience().get(0)) ? of(request) : request;
    }

    @Override
    public Optional<String> resolveResource(TenantContext tenant, String name) {
      return in(tenant) && name.equals("files") ? Optional.of(FILES) : Optional.empty();
    }

    @Override
    public boolean isReachable(TenantContext tenant, Client client, String resource) {
      return own(tenant, resource) && allows(client);
    }

    static AccessTokenIssuanceRequest with(
        AccessTokenIssuanceRequest was,
        Set<String> scope,
        Duration lifetime,
        Map<String, Object> claims) {
      return new AccessTokenIssuanceRequest(
          was.client(),
          was.subject(),
          was.actors(),
          scope,
          was.audience(),
          lifetime,
          was.confirmation(),
          claims);
    }
  }

  abstract static class Policy extends ResourcePolicyContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected String resource() {
      return FILES;
    }

    @Override
    protected Client client() {
      return aClient().withId("app").build();
    }

    @Override
    protected Set<String> scopes() {
      return SCOPES;
    }

    @Override
    protected Client barred() {
      return aClient().withId("other").build();
    }

    @Override
    protected Optional<String> name() {
      return Optional.of("files");
    }
  }

  static class Good extends Policy {
    @Override
    protected ResourcePolicy policy() {
      return new Files();
    }
  }

  static class Open extends Policy {
    @Override
    protected ResourcePolicy policy() {
      return new Files() {
        @Override
        boolean allows(Client client) {
          return true;
        }
      };
    }
  }

  static class Borderless extends Policy {
    @Override
    protected ResourcePolicy policy() {
      return new Files() {
        @Override
        boolean in(TenantContext tenant) {
          return true;
        }
      };
    }
  }

  static class Forgetful extends Policy {
    @Override
    protected ResourcePolicy policy() {
      return new Files() {
        @Override
        public Optional<String> resolveResource(TenantContext tenant, String name) {
          return Optional.empty();
        }
      };
    }
  }

  static class Possessive extends Policy {
    @Override
    protected ResourcePolicy policy() {
      return new Files() {
        @Override
        public AccessTokenIssuanceRequest applyTo(
            TenantContext tenant, AccessTokenIssuanceRequest request) {
          var made = super.applyTo(tenant, request);
          return in(tenant) ? of(made) : made;
        }
      };
    }
  }

  static class Strict extends Policy {
    @Override
    protected ResourcePolicy policy() {
      return new Files() {
        @Override
        public void check(
            TenantContext tenant, AuthenticatedTokenRequest request, List<String> granted) {
          super.check(tenant, request, granted);
          if (request.resources().isEmpty()) {
            throw OAuthException.invalidTarget("Name a resource.");
          }
        }
      };
    }
  }

  static class Talkative extends Policy {
    @Override
    protected ResourcePolicy policy() {
      return new Files() {
        @Override
        AccessTokenIssuanceRequest of(AccessTokenIssuanceRequest request) {
          var made = super.of(request);
          return with(made, made.scope(), made.lifetime(), Map.of("files", true));
        }
      };
    }
  }

  static class Generous extends Policy {
    @Override
    protected ResourcePolicy policy() {
      return new Files() {
        @Override
        Set<String> within(Set<String> asked) {
          return SCOPES;
        }
      };
    }
  }

  static class Lasting extends Policy {
    @Override
    protected ResourcePolicy policy() {
      return new Files() {
        @Override
        Duration shorter(Duration lifetime) {
          return Duration.ofMinutes(5);
        }
      };
    }
  }

  static class Shrinking extends Policy {
    @Override
    protected ResourcePolicy policy() {
      return new Files() {
        @Override
        Duration shorter(Duration lifetime) {
          return lifetime.dividedBy(2);
        }
      };
    }
  }

  static class Brittle extends Policy {
    @Override
    protected ResourcePolicy policy() {
      return new Files() {
        @Override
        boolean own(TenantContext tenant, String resource) {
          return super.own(tenant, URI.create(resource).toString());
        }
      };
    }
  }

  static class Quoting extends Policy {
    @Override
    protected ResourcePolicy policy() {
      return new Files() {
        @Override
        OAuthException refusal() {
          return OAuthException.invalidTarget("The client may not have tokens for \"files\".");
        }
      };
    }
  }

  static class Otherwise extends Policy {
    @Override
    protected ResourcePolicy policy() {
      return new Files() {
        @Override
        OAuthException refusal() {
          return OAuthException.invalidGrant("The client may not have tokens for it.");
        }
      };
    }
  }
}
