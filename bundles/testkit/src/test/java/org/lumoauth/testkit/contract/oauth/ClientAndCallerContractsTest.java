/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAuthorizationRequest;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CallerAdmissionRule;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RegistrationAndRecoveryLinkProvider;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientSecurityProfile;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.builder.AuthenticatedTokenRequestBuilder;
import org.lumoauth.testkit.builder.HttpRequestViewBuilder;
import org.lumoauth.testkit.contract.ContractSampleModifier;
import org.lumoauth.testkit.contract.ContractVerdict;
import org.lumoauth.testkit.contract.authn.CallerAdmissionRuleContract;
import org.lumoauth.testkit.contract.authn.RegistrationAndRecoveryLinkProviderContract;

/** The kits of rules about clients and callers, and of where people go who cannot sign in. */
class ClientAndCallerContractsTest {

  private static final TenantContext ACME = aTenant().build();

  @Test
  void acceptsCompliantProfile() {
    ContractVerdict.holds(GoodProfile.class);
  }

  @Test
  void detectsProfileDroppingRegisteredMetadata() {
    ContractVerdict.breaks(
        ForgetfulProfile.class, "keepsProfileInMetadata", "keepsAllRegisteredMembers");
  }

  @Test
  void detectsProfileThatIsNotIdempotent() {
    ContractVerdict.breaks(GrowingProfile.class, "appliesMetadataIdempotently");
  }

  @Test
  void detectsProfileWithInvalidMetadataValues() {
    ContractVerdict.breaks(ObscureProfile.class, "givesEachMemberAValue");
  }

  @Test
  void detectsProfileRejectingNothing() {
    ContractVerdict.breaks(
        LenientProfile.class, "rejectsRuleViolation", "decidesEquallyForConcurrentThreads");
  }

  @Test
  void detectsProfileFailingInsteadOfRejecting() {
    ContractVerdict.breaks(
        FailingProfile.class, "rejectsRuleViolation", "decidesEquallyForConcurrentThreads");
  }

  @Test
  void detectsProfileFailingOnUnexpectedMetadata() {
    ContractVerdict.breaks(TrustfulProfile.class, "acceptsAnyRegisteredValue");
  }

  @Test
  void detectsProfileFailingOnMalformedJwt() {
    ContractVerdict.breaks(HastyProfile.class, "handlesMalformedJwts");
  }

  /** PKCE, a bound token, and authentication that is no secret. */
  abstract static class Profile extends ClientSecurityProfileContract
      implements ClientSecurityProfile {

    @Override
    protected ClientSecurityProfile profile() {
      return this;
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected Client client() {
      return aClient().with("profile", "careful").with("contract_alg", "ES256").build();
    }

    @Override
    protected List<ClientSecurityProfileTestRequest> allowed() {
      return List.of(
          new ClientSecurityProfileTestRequest.ProfileAuthorizationRequest(
              anAuthorizationRequest().build()),
          new ClientSecurityProfileTestRequest.ProfileTokenRequest(
              tokenRequest().boundTo(Map.of("jkt", "x")).build()),
          new ClientSecurityProfileTestRequest.ProfileAuthenticationRequest(
              "private_key_jwt", anOAuthRequest().build()));
    }

    @Override
    protected List<ClientSecurityProfileTestRequest> refused() {
      return List.of(
          new ClientSecurityProfileTestRequest.ProfileAuthorizationRequest(
              anAuthorizationRequest().withoutPkce().build()),
          new ClientSecurityProfileTestRequest.ProfileTokenRequest(tokenRequest().build()),
          new ClientSecurityProfileTestRequest.ProfileAuthenticationRequest(
              "client_secret_basic", anOAuthRequest().build()));
    }

    private static AuthenticatedTokenRequestBuilder tokenRequest() {
      return aGrantRequest().authenticatedBy("private_key_jwt");
    }

    @Override
    public Map<String, Object> metadata(Client client) {
      Map<String, Object> metadata = new HashMap<>(client.metadata());
      metadata.put("require_pkce", true);
      return metadata;
    }

    @Override
    public void check(TenantContext tenant, Client client, AuthorizationRequest request) {
      require(request.codeChallenge().isPresent(), "A code_challenge is needed.");
    }

    @Override
    public void check(TenantContext tenant, AuthenticatedTokenRequest request) {
      require(request.confirmation().isPresent(), "The request needs a proof.");
    }

    @Override
    public void check(TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {
      require(client.method().equals("private_key_jwt"), "A secret is not enough.");
    }

    void require(boolean holds, String otherwise) {
      if (!holds) {
        throw OAuthException.invalidRequest(otherwise);
      }
    }
  }

  static class GoodProfile extends Profile {}

  static class ForgetfulProfile extends Profile {
    @Override
    public Map<String, Object> metadata(Client client) {
      return Map.of("require_pkce", true);
    }
  }

  static class GrowingProfile extends Profile {
    @Override
    public Map<String, Object> metadata(Client client) {
      return ContractSampleModifier.withEntry(
          client.metadata(), "n" + client.metadata().size(), true);
    }
  }

  static class ObscureProfile extends Profile {
    private static final Object OBSCURE = new Object();

    @Override
    public Map<String, Object> metadata(Client client) {
      return ContractSampleModifier.withEntry(client.metadata(), "obscure", OBSCURE);
    }
  }

  static class LenientProfile extends Profile {
    @Override
    void require(boolean holds, String otherwise) {
      // it asks, and does not mind
    }
  }

  static class FailingProfile extends Profile {
    @Override
    void require(boolean holds, String otherwise) {
      if (!holds) {
        throw new IllegalStateException(otherwise);
      }
    }
  }

  static class TrustfulProfile extends Profile {
    @Override
    public void check(TenantContext tenant, Client client, AuthorizationRequest request) {
      super.check(tenant, client, request);
      require(!((String) client.metadata().get("contract_alg")).equals("none"), "No signature.");
    }
  }

  static class HastyProfile extends Profile {
    @Override
    public void check(TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {
      super.check(tenant, client, request);
      String unused = request.header("dpop").map(jwt -> jwt.split("\\.")[1]).orElse("");
    }
  }

  @Test
  void acceptsCompliantAdmissionRule() {
    ContractVerdict.holds(GoodRule.class);
  }

  @Test
  void detectsRuleRejectingNothing() {
    ContractVerdict.breaks(
        LenientRule.class,
        "rejectsForbiddenRequest",
        "rejectsForbiddenRequestAgainAfterAPermittedOne",
        "omitsRequestHeadersFromError",
        "decidesEquallyForConcurrentThreads");
  }

  @Test
  void detectsRuleWithWrongErrorCode() {
    ContractVerdict.breaks(
        DoubtingRule.class, "rejectsForbiddenRequest", "handlesRequestsWithMissingValues");
  }

  @Test
  void detectsRuleAppliedInEveryTenant() {
    ContractVerdict.breaks(WideRule.class, "ignoresCallersOfAnotherTenant");
  }

  @Test
  void detectsRuleAppliedToUnknownCallers() {
    ContractVerdict.breaks(
        StrictRule.class, "ignoresCallersOfAnotherTenant", "ignoresUnknownCallers");
  }

  @Test
  void detectsRuleRevealingCredential() {
    ContractVerdict.breaks(EchoingRule.class, "omitsRequestHeadersFromError");
  }

  @Test
  void detectsRuleFailingOnInvalidAddress() {
    ContractVerdict.breaks(HastyRule.class, "handlesRequestsWithMissingValues");
  }

  /** An agent that may call from one address. */
  abstract static class Rule extends CallerAdmissionRuleContract implements CallerAdmissionRule {
    @Override
    protected CallerAdmissionRule rule() {
      return this;
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected Caller caller() {
      return aCaller().build();
    }

    @Override
    protected HttpRequestViewBuilder allowed() {
      return aRequest().from("10.0.0.1");
    }

    @Override
    protected HttpRequestViewBuilder refused() {
      return aRequest().from("10.0.0.2");
    }

    @Override
    public void check(TenantContext tenant, Caller caller, HttpRequestView request) {
      if (about(tenant, caller) && !fits(request.remoteAddress())) {
        throw refusal(request);
      }
    }

    boolean about(TenantContext tenant, Caller caller) {
      return tenant.id().equals(ACME.id()) && caller.subject().equals(caller().subject());
    }

    boolean fits(String address) {
      return address.equals("10.0.0.1");
    }

    ApiException refusal(HttpRequestView request) {
      return new ApiException(403, "address_not_allowed", "Not from this address.");
    }
  }

  static class GoodRule extends Rule {}

  static class LenientRule extends Rule {
    @Override
    boolean fits(String address) {
      return true;
    }
  }

  static class DoubtingRule extends Rule {
    @Override
    ApiException refusal(HttpRequestView request) {
      return ApiException.unauthenticated("Who are you?");
    }
  }

  static class WideRule extends Rule {
    @Override
    boolean about(TenantContext tenant, Caller caller) {
      return caller.subject().equals(caller().subject());
    }
  }

  static class StrictRule extends Rule {
    @Override
    boolean about(TenantContext tenant, Caller caller) {
      return true;
    }
  }

  static class EchoingRule extends Rule {
    @Override
    ApiException refusal(HttpRequestView request) {
      return ApiException.forbidden("Not by " + request.header("Authorization").orElse("nothing"));
    }
  }

  static class HastyRule extends Rule {
    @Override
    boolean fits(String address) {
      return Integer.parseInt(address.split("\\.")[3]) == 1;
    }
  }

  @Test
  void acceptsCompliantLinks() {
    ContractVerdict.holds(GoodLinks.class);
  }

  @Test
  void detectsLinksToAnotherServer() {
    ContractVerdict.breaks(
        FarLinks.class, "providesPathsThatAcceptAQueryParameter", "providesOnlyPathsOfTheTenant");
  }

  @Test
  void detectsLinksWithParameter() {
    ContractVerdict.breaks(FullLinks.class, "providesPathsThatAcceptAQueryParameter");
  }

  @Test
  void detectsLinksOutsideTenant() {
    ContractVerdict.breaks(StrayLinks.class, "providesOnlyPathsOfTheTenant");
  }

  @Test
  void detectsLinksDespiteClosedRegistration() {
    ContractVerdict.breaks(OpenLinks.class, "hasNoRegistrationPathIfRegistrationIsClosed");
  }

  abstract static class Links extends RegistrationAndRecoveryLinkProviderContract {
    @Override
    protected RegistrationAndRecoveryLinkProvider links() {
      return new RegistrationAndRecoveryLinkProvider() {
        @Override
        public Optional<String> registrationPath(TenantContext tenant) {
          return open(tenant) ? Optional.of(path(tenant)) : Optional.empty();
        }

        @Override
        public Optional<String> recoveryPath(TenantContext tenant) {
          return Optional.empty();
        }
      };
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected TenantContext closed() {
      return aTenant("closed").build();
    }

    boolean open(TenantContext tenant) {
      return tenant.id().equals(ACME.id());
    }

    String path(TenantContext tenant) {
      return "/t/" + tenant.slug() + "/register";
    }
  }

  static class GoodLinks extends Links {}

  static class FarLinks extends Links {
    @Override
    String path(TenantContext tenant) {
      return "/" + super.path(tenant);
    }
  }

  static class FullLinks extends Links {
    @Override
    String path(TenantContext tenant) {
      return super.path(tenant) + "?now";
    }
  }

  static class StrayLinks extends Links {
    @Override
    String path(TenantContext tenant) {
      return "/register";
    }
  }

  static class OpenLinks extends Links {
    @Override
    boolean open(TenantContext tenant) {
      return true;
    }
  }
}
