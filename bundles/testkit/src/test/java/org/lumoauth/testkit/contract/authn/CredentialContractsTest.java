/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authn;

import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.AgentProtocolAuthenticator;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.agent.WorkloadIdentityProvider.WorkloadIdentity;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.authn.SignInRiskAssessor;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.contract.ContractVerdict;
import org.lumoauth.testkit.contract.agent.AgentProtocolAuthenticatorContract;
import org.lumoauth.testkit.contract.agent.WorkloadIdentityProviderContract;

class CredentialContractsTest {

  private static final TenantContext ACME = aTenant().build();

  @Test
  void acceptsCompliantAuthenticator() {
    ContractVerdict.holds(GoodAuthenticator.class);
  }

  @Test
  void detectsAuthenticatorRevealingCredential() {
    ContractVerdict.breaks(TalkativeAuthenticator.class, "omitsCredentialFromError");
  }

  @Test
  void acceptsPlatformAuthenticator() {
    ContractVerdict.holds(PlatformAuthenticator.class);
  }

  @Test
  void detectsCallerWithoutTenant() {
    ContractVerdict.breaks(HomelessAuthenticator.class, "reportsTenantOfCredential");
  }

  @Test
  void acceptsCompliantProtocol() {
    ContractVerdict.holds(GoodProtocol.class);
  }

  @Test
  void detectsProtocolNotCoveringBody() {
    ContractVerdict.breaks(HeadersOnlyProtocol.class, "rejectsModifiedBody", "rejectsRemovedBody");
  }

  @Test
  void acceptsCompliantWorkloadProvider() {
    ContractVerdict.holds(GoodWorkloads.class);
  }

  @Test
  void detectsWorkloadProviderTrustingWithoutRule() {
    ContractVerdict.breaks(TrustingWorkloads.class, "rejectsEveryAttestationWithoutATrustRule");
  }

  @Test
  void acceptsCompliantAuthenticationMethod() {
    ContractVerdict.holds(GoodMethod.class);
  }

  @Test
  void detectsMethodRevealingUserExistence() {
    ContractVerdict.breaks(
        TalkativeMethod.class, "givesTheSameResultForUnknownSubjectAndIncorrectInput");
  }

  @Test
  void detectsMethodAcceptingForgedLinks() {
    ContractVerdict.breaks(
        CredulousMethod.class, "rejectsLinkThatItDidNotSend", "rejectsLinkInAnotherTenant");
  }

  @Test
  void detectsMethodReplacingOthersInEveryTenant() {
    ContractVerdict.breaks(GreedyMethod.class, "replacesNoMethodInATenantThatDidNotConfigureIt");
  }

  @Test
  void acceptsCompliantRiskAssessor() {
    ContractVerdict.holds(GoodSignal.class);
  }

  @Test
  void detectsRiskAssessorRequiringAddress() {
    ContractVerdict.breaks(FragileSignal.class, "handlesRequestsWithMissingHeaders");
  }

  abstract static class Bearer extends RequestAuthenticatorContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected SubjectRef subject() {
      return anAgentRef();
    }

    @Override
    protected HttpRequestView authentic() {
      return aRequest().withHeader("Authorization", "Bearer good-token").build();
    }

    @Override
    protected HttpRequestView forged() {
      return aRequest().withHeader("Authorization", "Bearer bad-token").build();
    }

    RequestAuthenticator refusingWith(String text) {
      return new RequestAuthenticator() {
        @Override
        public Optional<Caller> authenticate(
            Optional<TenantContext> tenant, HttpRequestView request) {
          var header = request.header("Authorization");
          if (header.isEmpty()) {
            return Optional.empty();
          }
          if (!header.get().equals("Bearer good-token")) {
            throw ApiException.unauthenticated(text);
          }
          if (tenant.isPresent() && !tenant.get().id().equals(ACME.id())) {
            throw ApiException.forbidden(
                "The credential belongs to another tenant. Use a credential of the tenant in the path.");
          }
          return Optional.of(aCaller().build());
        }

        @Override
        public Optional<String> challenge() {
          return Optional.of("Bearer realm=\"lumoauth\"");
        }
      };
    }
  }

  static class GoodAuthenticator extends Bearer {
    @Override
    protected RequestAuthenticator authenticator() {
      return refusingWith("The token does not hold.");
    }
  }

  static class TalkativeAuthenticator extends Bearer {
    @Override
    protected RequestAuthenticator authenticator() {
      return refusingWith("The token bad-token does not hold.");
    }
  }

  static class HomelessAuthenticator extends Bearer {
    @Override
    protected RequestAuthenticator authenticator() {
      return homeless(false);
    }

    RequestAuthenticator homeless(boolean platformOnly) {
      var bearer = refusingWith("The token does not hold.");
      return new RequestAuthenticator() {
        @Override
        public Optional<Caller> authenticate(
            Optional<TenantContext> tenant, HttpRequestView request) {
          var caller = bearer.authenticate(platformOnly ? Optional.empty() : tenant, request);
          if (caller.isPresent() && platformOnly && tenant.isPresent()) {
            throw ApiException.forbidden("It is for the platform.");
          }
          return caller.map(HomelessAuthenticator::ofNoTenant);
        }

        @Override
        public Optional<String> challenge() {
          return Optional.empty();
        }
      };
    }

    private static Caller ofNoTenant(Caller caller) {
      return new Caller(
          caller.subject(),
          caller.actors(),
          Optional.empty(),
          caller.clientId(),
          caller.scope(),
          caller.kind(),
          caller.credentialId());
    }
  }

  static class PlatformAuthenticator extends HomelessAuthenticator {
    @Override
    protected Optional<TenantContext> home() {
      return Optional.empty();
    }

    @Override
    protected RequestAuthenticator authenticator() {
      return homeless(true);
    }
  }

  abstract static class Protocol extends AgentProtocolAuthenticatorContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected HttpRequestView signed() {
      return aRequest().withHeader("Signature", "of the body").build();
    }

    @Override
    protected byte[] body() {
      return "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected SubjectRef agent() {
      return anAgentRef();
    }

    AgentProtocolAuthenticator covering(boolean theBody) {
      return (tenant, request, sent) -> {
        if (request.header("signature").isEmpty()) {
          return Optional.empty();
        }
        if (!tenant.id().equals(ACME.id()) || theBody && !Arrays.equals(sent, body())) {
          throw ApiException.unauthenticated("The signature does not hold.");
        }
        return Optional.of(aCaller().build());
      };
    }
  }

  static class GoodProtocol extends Protocol {
    @Override
    protected AgentProtocolAuthenticator protocol() {
      return covering(true);
    }
  }

  static class HeadersOnlyProtocol extends Protocol {
    @Override
    protected AgentProtocolAuthenticator protocol() {
      return covering(false);
    }
  }

  abstract static class Workloads extends WorkloadIdentityProviderContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected Map<String, Object> trust() {
      return Map.of("issuer", "https://cluster.example");
    }

    @Override
    protected String attestation() {
      return "k8s.good";
    }

    @Override
    protected String subject() {
      return "system:serviceaccount:jobs:robot";
    }

    @Override
    protected String forged() {
      return "k8s.forged";
    }

    WorkloadIdentityProvider requiringRule(boolean required) {
      return (tenant, text, trust) -> {
        if (!text.startsWith("k8s.")) {
          return Optional.empty();
        }
        if (!text.equals(attestation()) || required && !trust.equals(trust())) {
          throw new ApiException(401, "attestation_rejected", "The attestation does not hold.");
        }
        return Optional.of(
            new WorkloadIdentity("k8s", subject(), "https://cluster.example", Map.of()));
      };
    }
  }

  static class GoodWorkloads extends Workloads {
    @Override
    protected WorkloadIdentityProvider provider() {
      return requiringRule(true);
    }
  }

  static class TrustingWorkloads extends Workloads {
    @Override
    protected WorkloadIdentityProvider provider() {
      return requiringRule(false);
    }
  }

  abstract static class Method extends AuthenticationMethodContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected SubjectRef subject() {
      return aUserRef();
    }

    @Override
    protected Map<String, String> rightInput(
        AuthenticationMethod.AuthenticationStep.PromptStep form) {
      return Map.of("password", "right");
    }

    @Override
    protected Map<String, String> wrongInput(
        AuthenticationMethod.AuthenticationStep.PromptStep form) {
      return Map.of("password", "wrong");
    }

    AuthenticationMethod password(String unknown) {
      return password(unknown, false, Set.of());
    }

    AuthenticationMethod password(String unknown, boolean everyLink, Set<String> displaced) {
      return new AuthenticationMethod() {
        @Override
        public boolean isValidLink(TenantContext tenant, String link) {
          return everyLink;
        }

        @Override
        public Set<String> replacedMethods(TenantContext tenant) {
          return displaced;
        }

        @Override
        public Set<String> amr() {
          return Set.of("pwd");
        }

        @Override
        public boolean isAvailable(TenantContext tenant, Optional<SubjectRef> who) {
          return true;
        }

        @Override
        public AuthenticationStep begin(TenantContext tenant, SignInAttempt attempt) {
          return new AuthenticationStep.PromptStep("password", Map.of(), Map.of());
        }

        @Override
        public AuthenticationStep proceed(
            TenantContext tenant, SignInAttempt attempt, Map<String, String> input) {
          if (!attempt.subject().equals(Optional.of(aUserRef()))) {
            return new AuthenticationStep.FailureStep(unknown);
          }
          return tenant.id().equals(ACME.id()) && "right".equals(input.get("password"))
              ? new AuthenticationStep.SuccessStep(aUserRef())
              : new AuthenticationStep.FailureStep("invalid_credentials");
        }
      };
    }
  }

  static class GoodMethod extends Method {
    @Override
    protected AuthenticationMethod method() {
      return password("invalid_credentials");
    }
  }

  static class TalkativeMethod extends Method {
    @Override
    protected AuthenticationMethod method() {
      return password("unknown_user");
    }
  }

  static class CredulousMethod extends Method {
    @Override
    protected AuthenticationMethod method() {
      return password("invalid_credentials", true, Set.of());
    }
  }

  static class GreedyMethod extends Method {
    @Override
    protected AuthenticationMethod method() {
      return password("invalid_credentials", false, Set.of("passkey"));
    }
  }

  abstract static class Signal extends SignInRiskAssessorContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected SubjectRef subject() {
      return aUserRef();
    }

    @Override
    protected HttpRequestView telling() {
      return aRequest().build();
    }
  }

  static class GoodSignal extends Signal {
    @Override
    protected SignInRiskAssessor signal() {
      return (tenant, subject, request) ->
          Optional.of(new SignInRiskAssessor.SignInRisk(10, "The address is new."));
    }
  }

  static class FragileSignal extends Signal {
    @Override
    protected SignInRiskAssessor signal() {
      return (tenant, subject, request) -> {
        if (request.remoteAddress().isEmpty()) {
          throw new IllegalStateException("no address");
        }
        return Optional.of(new SignInRiskAssessor.SignInRisk(10, "The address is new."));
      };
    }
  }
}
