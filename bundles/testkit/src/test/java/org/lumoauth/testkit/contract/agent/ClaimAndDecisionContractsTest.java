/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.agent;

import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aQuestion;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.DenialRemediationProvider;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.evaluation.AuthzenResponseExtension;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.token.IdTokenClaimsContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ContractVerdict;
import org.lumoauth.testkit.contract.authz.AuthzenResponseExtensionContract;
import org.lumoauth.testkit.contract.oauth.IdTokenClaimsContributorContract;

/** The contracts of extensions that add to ID tokens and to decisions. */
class ClaimAndDecisionContractsTest {

  private static final TenantContext ACME = aTenant().build();
  private static final Object NO_JSON = new Object();

  private static Decision denied() {
    return new Decision(
        false,
        DecisionReason.of("no", "No.", Map.of()),
        Optional.empty(),
        List.of(),
        Duration.ZERO);
  }

  @Test
  void acceptsCompliantIdTokenClaims() {
    ContractVerdict.holds(GoodClaims.class);
  }

  @Test
  void detectsClaimsReplacingAuthenticationClaims() {
    ContractVerdict.breaks(PresumptuousClaims.class, "addsNoClaimThatTheServerSets");
  }

  @Test
  void detectsClaimsContainingToken() {
    ContractVerdict.breaks(OpenClaims.class, "omitsTokensInClearText");
  }

  @Test
  void detectsClaimsForEveryGrantType() {
    ContractVerdict.breaks(WideClaims.class, "addsNothingForOtherGrantTypes");
  }

  @Test
  void detectsClaimsRequiringRefreshToken() {
    ContractVerdict.breaks(HopefulClaims.class, "givesEachClaimAValue");
  }

  @Test
  void detectsClaimsModifyingResponse() {
    ContractVerdict.breaks(GreedyClaims.class, "doesNotModifyResponse");
  }

  abstract static class Claims extends IdTokenClaimsContributorContract
      implements IdTokenClaimsContributor {
    static final String TYPE = "urn:contract:sample";

    @Override
    protected IdTokenClaimsContributor provider() {
      return this;
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected AuthenticatedTokenRequest request() {
      return aGrantRequest().withRequest(anOAuthRequest().with("grant_type", TYPE)).build();
    }

    @Override
    public Map<String, Object> claims(
        TenantContext tenant,
        AuthenticatedTokenRequest request,
        AuthorizationGrant grant,
        Map<String, Object> members,
        UnaryOperator<String> halfHash) {
      return mine(request) ? claims(members, halfHash) : Map.of();
    }

    boolean mine(AuthenticatedTokenRequest request) {
      return request.request().parameter("grant_type").equals(Optional.of(TYPE));
    }

    Map<String, Object> claims(Map<String, Object> members, UnaryOperator<String> halfHash) {
      return members.get("refresh_token") instanceof String token
          ? Map.of("rt_hash", halfHash.apply(token))
          : Map.of();
    }
  }

  static class GoodClaims extends Claims {}

  static class PresumptuousClaims extends Claims {
    @Override
    Map<String, Object> claims(Map<String, Object> members, UnaryOperator<String> halfHash) {
      return Map.of("acr", "high");
    }
  }

  static class OpenClaims extends Claims {
    @Override
    Map<String, Object> claims(Map<String, Object> members, UnaryOperator<String> halfHash) {
      return Map.of("response", members.toString());
    }
  }

  static class WideClaims extends Claims {
    @Override
    boolean mine(AuthenticatedTokenRequest request) {
      return true;
    }
  }

  static class HopefulClaims extends Claims {
    @Override
    Map<String, Object> claims(Map<String, Object> members, UnaryOperator<String> halfHash) {
      var token = (String) members.get("refresh_token");
      return Collections.singletonMap("rt_hash", token == null ? null : halfHash.apply(token));
    }
  }

  static class GreedyClaims extends Claims {
    @Override
    Map<String, Object> claims(Map<String, Object> members, UnaryOperator<String> halfHash) {
      var claims = super.claims(members, halfHash);
      if (members instanceof HashMap<?, ?>) {
        members.remove("refresh_token");
      }
      return claims;
    }
  }

  @Test
  void acceptsCompliantDecisionExtension() {
    ContractVerdict.holds(GoodExtension.class);
  }

  @Test
  void detectsExtensionOfUnrelatedDecisions() {
    ContractVerdict.breaks(EagerExtension.class, "addsNothingToUnrelatedDecision");
  }

  @Test
  void detectsExtensionForEveryTenant() {
    ContractVerdict.breaks(WideExtension.class, "addsNothingInAnotherTenant");
  }

  @Test
  void detectsExtensionReplacingServerMembers() {
    ContractVerdict.breaks(PresumptuousExtension.class, "keepsStandardMembersOfResponse");
  }

  @Test
  void detectsExtensionRevealingDenialReason() {
    ContractVerdict.breaks(TalkativeExtension.class, "hidesReasonOfDenial");
  }

  @Test
  void detectsExtensionWithNonJsonValues() {
    ContractVerdict.breaks(
        ObscureExtension.class, "givesEachMemberAValue", "acceptsAnyRequestText");
  }

  @Test
  void detectsExtensionFailingOnInvalidUri() {
    ContractVerdict.breaks(HastyExtension.class, "acceptsAnyRequestText");
  }

  @Test
  void detectsExtensionWithForeignEndpoint() {
    ContractVerdict.breaks(FarExtension.class, "publishesOnlyEndpointsOfTheTenant");
  }

  /** Says where to ask for a resource. */
  abstract static class Extension extends AuthzenResponseExtensionContract
      implements AuthzenResponseExtension {
    @Override
    protected AuthzenResponseExtension extension() {
      return this;
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected DeniedEvaluation concerned() {
      return denied(aQuestion().on("document", "q3").build());
    }

    @Override
    protected DeniedEvaluation unconcerned() {
      return denied(aQuestion().build());
    }

    private static DeniedEvaluation denied(DecisionRequest question) {
      return new DeniedEvaluation(
          aCaller().build(),
          Map.of("type", "agent", "id", question.subject().id()),
          Map.of("type", "document", "id", "q3"),
          Map.of("name", question.action()),
          question,
          ClaimAndDecisionContractsTest.denied());
    }

    @Override
    public Map<String, Object> context(TenantContext tenant, DeniedEvaluation denied) {
      return works(tenant) && concerned(denied) ? said(denied) : Map.of();
    }

    @Override
    public Map<String, Object> metadata(TenantContext tenant) {
      return Map.of("desk_endpoint", base(tenant) + "/desk", "capabilities", List.of("desk"));
    }

    boolean works(TenantContext tenant) {
      return tenant.id().equals(ACME.id());
    }

    boolean concerned(DeniedEvaluation denied) {
      return denied.question().resource().isPresent();
    }

    Map<String, Object> said(DeniedEvaluation denied) {
      return Map.of("desk", Map.of("open", true));
    }

    String base(TenantContext tenant) {
      return tenant.issuer();
    }
  }

  static class GoodExtension extends Extension {}

  static class EagerExtension extends Extension {
    @Override
    boolean concerned(DeniedEvaluation denied) {
      return true;
    }
  }

  static class WideExtension extends Extension {
    @Override
    boolean works(TenantContext tenant) {
      return true;
    }
  }

  static class PresumptuousExtension extends Extension {
    @Override
    Map<String, Object> said(DeniedEvaluation denied) {
      return Map.of("reason_admin", "Ask at the desk.");
    }
  }

  static class TalkativeExtension extends Extension {
    @Override
    Map<String, Object> said(DeniedEvaluation denied) {
      return Map.of("desk", denied.decision().reason().text());
    }
  }

  static class ObscureExtension extends Extension {
    @Override
    Map<String, Object> said(DeniedEvaluation denied) {
      return Map.of("desk", NO_JSON);
    }
  }

  static class HastyExtension extends Extension {
    @Override
    Map<String, Object> said(DeniedEvaluation denied) {
      return Map.of("desk", URI.create(denied.question().resource().get().id()).toString());
    }
  }

  static class FarExtension extends Extension {
    @Override
    String base(TenantContext tenant) {
      return "https://desk.example";
    }
  }

  @Test
  void acceptsCompliantNextSteps() {
    ContractVerdict.holds(GoodSteps.class);
  }

  @Test
  void detectsTooManySteps() {
    ContractVerdict.breaks(ManySteps.class, "suggestsSteps");
  }

  @Test
  void detectsStepsForUnrelatedRequests() {
    ContractVerdict.breaks(EagerSteps.class, "suggestsNoStepIfNoneHelps");
  }

  @Test
  void detectsStepsForEveryTenant() {
    ContractVerdict.breaks(WideSteps.class, "suggestsNoStepToCallersOfAnotherTenant");
  }

  @Test
  void detectsStepsForUnknownCallers() {
    ContractVerdict.breaks(OpenSteps.class, "suggestsNoStepToUnknownCallers");
  }

  @Test
  void detectsStepsWithForeignUrls() {
    ContractVerdict.breaks(
        FarSteps.class, "suggestsStepsThatAnAgentCanPerform", "acceptsAnyActionText");
  }

  @Test
  void detectsStepsWithUnencodedActions() {
    ContractVerdict.breaks(RawSteps.class, "acceptsAnyActionText");
  }

  @Test
  void detectsStepsWithBodyButWithoutUrl() {
    ContractVerdict.breaks(
        SilentSteps.class, "suggestsStepsThatAnAgentCanPerform", "acceptsAnyActionText");
  }

  /** A page where anything but one can be asked for. */
  abstract static class Steps extends DenialRemediationProviderContract
      implements DenialRemediationProvider {
    @Override
    protected DenialRemediationProvider source() {
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
    protected DecisionRequest question() {
      return aQuestion().build();
    }

    @Override
    protected Decision denial() {
      return denied();
    }

    @Override
    protected DecisionRequest hopeless() {
      return aQuestion().withAction("documents.burn").build();
    }

    @Override
    public List<RemediationStep> findRemediations(
        TenantContext tenant, Caller caller, DecisionRequest question, Decision denial) {
      return works(tenant) && knows(caller) && helps(question)
          ? Collections.nCopies(count(), step(page(tenant, question.action())))
          : List.of();
    }

    boolean works(TenantContext tenant) {
      return tenant.id().equals(ACME.id());
    }

    boolean knows(Caller caller) {
      return caller.subject().equals(caller().subject());
    }

    boolean helps(DecisionRequest question) {
      return !question.action().equals("documents.burn");
    }

    int count() {
      return 1;
    }

    String page(TenantContext tenant, String action) {
      return tenant.issuer() + "/desk?for=" + URLEncoder.encode(action, StandardCharsets.UTF_8);
    }

    RemediationStep step(String page) {
      return new RemediationStep(
          "ask_desk",
          "Ask at the desk.",
          Optional.of("POST"),
          Optional.of(URI.create(page)),
          Map.of("why", "Say why."));
    }
  }

  static class GoodSteps extends Steps {}

  static class ManySteps extends Steps {
    @Override
    int count() {
      return 4;
    }
  }

  static class EagerSteps extends Steps {
    @Override
    boolean helps(DecisionRequest question) {
      return true;
    }
  }

  static class WideSteps extends Steps {
    @Override
    boolean works(TenantContext tenant) {
      return true;
    }
  }

  static class OpenSteps extends Steps {
    @Override
    boolean knows(Caller caller) {
      return true;
    }
  }

  static class FarSteps extends Steps {
    @Override
    String page(TenantContext tenant, String action) {
      return "https://desk.example/";
    }
  }

  static class RawSteps extends Steps {
    @Override
    String page(TenantContext tenant, String action) {
      return tenant.issuer() + "/desk?for=" + action;
    }
  }

  static class SilentSteps extends Steps {
    @Override
    RemediationStep step(String page) {
      return new RemediationStep(
          "ask_desk",
          "Ask at the desk.",
          Optional.empty(),
          Optional.empty(),
          Map.of("why", "Say why."));
    }
  }
}
