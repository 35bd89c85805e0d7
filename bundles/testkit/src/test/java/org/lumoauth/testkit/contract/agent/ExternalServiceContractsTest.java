/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.agent;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.approval.ApproverNotification;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.FederationConnector;
import org.lumoauth.api.federation.FederationConnector.FederationRedirect;
import org.lumoauth.api.message.Message;
import org.lumoauth.api.message.MessageChannel;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.contract.ContractVerdict;
import org.lumoauth.testkit.contract.authn.FederationConnectorContract;
import org.lumoauth.testkit.contract.platform.MessageChannelContract;

class ExternalServiceContractsTest {

  private static final TenantContext ACME = aTenant().build();

  @Test
  void acceptsCompliantConnector() {
    ContractVerdict.holds(GoodConnector.class);
  }

  @Test
  void detectsConnectorIgnoringNonce() {
    ContractVerdict.breaks(
        ForgetfulConnector.class,
        "rejectsResponseOfAnotherSignIn",
        "rejectsResponseWithoutStoredValues");
  }

  @Test
  void acceptsCompliantApproverChannel() {
    ContractVerdict.holds(GoodApprovers.class);
  }

  @Test
  void detectsApproverChannelRenderingMarkup() {
    ContractVerdict.breaks(TrustingApprovers.class, "showsRequesterTextAsPlainText");
  }

  @Test
  void acceptsCompliantMessageChannel() {
    ContractVerdict.holds(GoodMessages.class);
  }

  @Test
  void detectsMessageChannelRevealingAddress() {
    ContractVerdict.breaks(TalkativeMessages.class, "omitsAddressFromError");
  }

  abstract static class Connector extends FederationConnectorContract {
    private final AtomicInteger nonces = new AtomicInteger();

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected Map<String, Object> connection() {
      return Map.of("issuer", "https://idp.example");
    }

    @Override
    protected Map<String, String> answerTo(FederationRedirect begun, String state) {
      return Map.of("state", state, "nonce", begun.memory().get("nonce"), "sig", "good");
    }

    @Override
    protected Map<String, String> forgedAnswerTo(FederationRedirect begun, String state) {
      return Map.of("state", state, "nonce", begun.memory().get("nonce"), "sig", "bad");
    }

    FederationConnector checkingNonce(boolean checked) {
      return new FederationConnector() {
        @Override
        public FederationRedirect begin(
            TenantContext tenant, Map<String, Object> connection, String callback, String state) {
          return new FederationRedirect(
              "https://idp.example/authorize?state=" + state,
              Map.of("nonce", "n" + nonces.incrementAndGet()));
        }

        @Override
        public FederatedIdentity complete(
            TenantContext tenant,
            Map<String, Object> connection,
            Map<String, String> parameters,
            Map<String, String> memory) {
          boolean good = "good".equals(parameters.get("sig"));
          if (!good || checked && !parameters.get("nonce").equals(memory.get("nonce"))) {
            throw ApiException.unauthenticated("The answer does not hold.");
          }
          return new FederatedIdentity(
              "https://idp.example", "ada", Optional.empty(), false, Map.of());
        }
      };
    }
  }

  static class GoodConnector extends Connector {
    @Override
    protected FederationConnector connector() {
      return checkingNonce(true);
    }
  }

  static class ForgetfulConnector extends Connector {
    @Override
    protected FederationConnector connector() {
      return checkingNonce(false);
    }
  }

  abstract static class Approvers extends ApproverChannelContract {
    private String delivered = "";

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected SubjectRef approver() {
      return aUserRef();
    }

    @Override
    protected String delivered() {
      return delivered;
    }

    @Override
    protected boolean showsMarkup() {
      return true;
    }

    ApproverChannel escaping(boolean escaped) {
      return new ApproverChannel() {
        @Override
        public boolean canReach(TenantContext tenant, ApproverNotification request) {
          return tenant.id().equals(ACME.id()) && request.approver().equals(aUserRef());
        }

        @Override
        public void sendRequest(TenantContext tenant, ApproverNotification request, String link) {
          var reason = escaped ? request.reason().replace("<", "&lt;") : request.reason();
          delivered = "<p>" + request.action() + ": " + reason + "</p>" + link;
        }
      };
    }
  }

  static class GoodApprovers extends Approvers {
    @Override
    protected ApproverChannel channel() {
      return escaping(true);
    }
  }

  static class TrustingApprovers extends Approvers {
    @Override
    protected ApproverChannel channel() {
      return escaping(false);
    }
  }

  abstract static class Messages extends MessageChannelContract {
    private final List<String> sent = new ArrayList<>();

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected String address() {
      return "ada@example.com";
    }

    @Override
    protected String refusedAddress() {
      return "nobody@invalid.example";
    }

    @Override
    protected List<String> sent() {
      return sent;
    }

    MessageChannel failingWith(String text) {
      return new MessageChannel() {
        @Override
        public String medium() {
          return "email";
        }

        @Override
        public void send(TenantContext tenant, Message message) throws MessageDeliveryException {
          if (!message.to().equals(address())) {
            throw new MessageDeliveryException(text, true);
          }
          sent.add(message.text());
        }
      };
    }
  }

  static class GoodMessages extends Messages {
    @Override
    protected MessageChannel channel() {
      return failingWith("The address was not taken.");
    }
  }

  static class TalkativeMessages extends Messages {
    @Override
    protected MessageChannel channel() {
      return failingWith("nobody@invalid.example was not taken.");
    }
  }
}
