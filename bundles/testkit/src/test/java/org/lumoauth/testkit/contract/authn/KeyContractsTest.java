/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authn;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.TokenBindingMethod;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenConfirmationVerifier;
import org.lumoauth.testkit.contract.ContractVerdict;
import org.lumoauth.testkit.contract.oauth.TokenBindingMethodContract;

class KeyContractsTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String MUST = "contract_bound";
  private static final String PROOF = "proof";
  private static final Set<String> KEYS = Set.of("Key-1", "Key-2");

  @Test
  void acceptsCompliantTokenBinding() {
    ContractVerdict.holds(GoodBinding.class);
  }

  @Test
  void detectsBindingNotRequiringProof() {
    ContractVerdict.breaks(ForgetfulBinding.class, "rejectsBoundClientWithoutProof");
  }

  @Test
  void detectsBindingRequiringProofFromEveryClient() {
    ContractVerdict.breaks(StrictBinding.class, "requiresNoProofOfAnUnboundClient");
  }

  @Test
  void detectsBindingAcceptingAnyProof() {
    ContractVerdict.breaks(
        CredulousBinding.class,
        "rejectsInvalidProof",
        "rejectsInvalidProofOfAnUnboundClient",
        "acceptsAnyTextAsProof");
  }

  @Test
  void detectsBindingIgnoringInvalidOptionalProof() {
    ContractVerdict.breaks(LenientBinding.class, "rejectsInvalidProofOfAnUnboundClient");
  }

  @Test
  void detectsBindingReturningFixedKey() {
    ContractVerdict.breaks(NearsightedBinding.class, "returnsConfirmationOfProvenKey");
  }

  @Test
  void detectsBindingWithNonJsonConfirmation() {
    ContractVerdict.breaks(JavaBinding.class, "returnsConfirmationAsJson");
  }

  @Test
  void detectsBindingWithResponseSplitting() {
    ContractVerdict.breaks(SplittingBinding.class, "returnsValidTokenTypeAndHeaders");
  }

  @Test
  void detectsBindingWithErrorResponseSplitting() {
    ContractVerdict.breaks(SplittingRefusal.class, "rejectsInvalidProof");
  }

  @Test
  void detectsBindingFailingOnLongProof() {
    ContractVerdict.breaks(BrittleBinding.class, "acceptsAnyTextAsProof");
  }

  @Test
  void detectsBindingWithWrongErrorCode() {
    ContractVerdict.breaks(
        OtherwiseBinding.class,
        "rejectsBoundClientWithoutProof",
        "rejectsInvalidProof",
        "rejectsInvalidProofOfAnUnboundClient",
        "acceptsAnyTextAsProof");
  }

  @Test
  void acceptsCompliantConfirmationVerifier() {
    ContractVerdict.holds(GoodConfirmation.class);
  }

  @Test
  void detectsConfirmationNotRequiringProof() {
    ContractVerdict.breaks(
        TrustingConfirmation.class,
        "rejectsTokenWithoutProof",
        "rejectsConfirmationWithoutProof",
        "errorDoesNotReportAForeignTenant");
  }

  @Test
  void detectsConfirmationAcceptingAnyKey() {
    ContractVerdict.breaks(
        AnyKeyConfirmation.class,
        "rejectsTokenWithAnotherKey",
        "rejectsConfirmationOfAnotherKey",
        "errorDoesNotReportAForeignTenant",
        "omitsTokenFromError");
  }

  @Test
  void detectsConfirmationWithInexactComparison() {
    ContractVerdict.breaks(CarelessConfirmation.class, "rejectsConfirmationOfAnotherKey");
  }

  @Test
  void detectsConfirmationFailingOnNonStringValue() {
    ContractVerdict.breaks(
        BrittleConfirmation.class,
        "rejectsConfirmationOfAnotherKey",
        "rejectsConfirmationWithoutProof");
  }

  @Test
  void detectsConfirmationReportingWrongTenant() {
    ContractVerdict.breaks(MisleadingConfirmation.class, "errorDoesNotReportAForeignTenant");
  }

  @Test
  void detectsConfirmationLoggingToken() {
    ContractVerdict.breaks(TalkativeConfirmation.class, "omitsTokenFromError");
  }

  abstract static class Binding extends TokenBindingMethodContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected Client bound() {
      return aClient().with(MUST, true).build();
    }

    @Override
    protected OAuthRequest proven() {
      return by("Key-1");
    }

    @Override
    protected OAuthRequest provenByAnother() {
      return by("Key-2");
    }

    @Override
    protected List<OAuthRequest> forged() {
      return List.of(by("Key-3"));
    }

    private static OAuthRequest by(String key) {
      return anOAuthRequest().withHeader(PROOF, key).build();
    }

    static Optional<TokenBindingMethod.KeyProof> prove(Client client, OAuthRequest request) {
      if (request.header(PROOF).isEmpty()) {
        if (must(client)) {
          throw refusal();
        }
        return Optional.empty();
      }
      return request
          .header(PROOF)
          .map(key -> KEYS.stream().filter(key::equals).findFirst().orElseThrow(Binding::refusal))
          .map(Binding::proof);
    }

    static boolean must(Client client) {
      return client.metadata().containsKey(MUST);
    }

    static TokenBindingMethod.KeyProof proof(String key) {
      return new TokenBindingMethod.KeyProof(
          "Contract", Map.of("key", key), Map.of("Contract-Key", "new"));
    }

    static OAuthException refusal() {
      return OAuthException.invalidRequest("Prove a key.");
    }
  }

  static class GoodBinding extends Binding {
    @Override
    protected TokenBindingMethod binding() {
      return (tenant, client, request) -> prove(client, request);
    }
  }

  static class ForgetfulBinding extends Binding {
    @Override
    protected TokenBindingMethod binding() {
      return (tenant, client, request) ->
          request.header(PROOF).flatMap(any -> prove(client, request));
    }
  }

  static class StrictBinding extends Binding {
    @Override
    protected TokenBindingMethod binding() {
      return (tenant, client, request) -> prove(bound(), request);
    }
  }

  static class CredulousBinding extends Binding {
    @Override
    protected TokenBindingMethod binding() {
      return (tenant, client, request) ->
          request.header(PROOF).isEmpty()
              ? prove(client, request)
              : request.header(PROOF).map(Binding::proof);
    }
  }

  static class LenientBinding extends Binding {
    @Override
    protected TokenBindingMethod binding() {
      return (tenant, client, request) -> must(client) ? prove(client, request) : Optional.empty();
    }
  }

  static class NearsightedBinding extends Binding {
    @Override
    protected TokenBindingMethod binding() {
      return (tenant, client, request) -> prove(client, request).map(any -> proof("Key-1"));
    }
  }

  static class JavaBinding extends Binding {
    @Override
    protected TokenBindingMethod binding() {
      return (tenant, client, request) ->
          prove(client, request)
              .map(
                  proof ->
                      new TokenBindingMethod.KeyProof(
                          proof.tokenType(),
                          Map.of("key", Optional.of(proof.confirmation().get("key"))),
                          Map.of()));
    }
  }

  static class SplittingBinding extends Binding {
    @Override
    protected TokenBindingMethod binding() {
      return (tenant, client, request) ->
          prove(client, request)
              .map(
                  proof ->
                      new TokenBindingMethod.KeyProof(
                          proof.tokenType(),
                          proof.confirmation(),
                          Map.of("Contract-Key", "new\r\nSet-Cookie: session=mine")));
    }
  }

  static class SplittingRefusal extends Binding {
    @Override
    protected TokenBindingMethod binding() {
      return (tenant, client, request) -> {
        try {
          return prove(client, request);
        } catch (OAuthException refusal) {
          var headers = Map.of("Contract-Key", "new\r\nSet-Cookie: session=mine");
          throw new OAuthException(400, refusal.code(), refusal.getMessage(), headers);
        }
      };
    }
  }

  static class BrittleBinding extends Binding {
    @Override
    protected TokenBindingMethod binding() {
      return (tenant, client, request) -> {
        if (request.header(PROOF).filter(proof -> proof.length() > 1_000).isPresent()) {
          throw new IllegalArgumentException("too long");
        }
        return prove(client, request);
      };
    }
  }

  static class OtherwiseBinding extends Binding {
    @Override
    protected TokenBindingMethod binding() {
      return (tenant, client, request) -> {
        try {
          return prove(client, request);
        } catch (OAuthException refusal) {
          throw OAuthException.invalidGrant(refusal.getMessage());
        }
      };
    }
  }

  abstract static class Confirmation extends TokenConfirmationVerifierContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected Object value() {
      return "Key-1";
    }

    @Override
    protected HttpRequestView proven() {
      return by("Key-1");
    }

    @Override
    protected HttpRequestView provenByAnother() {
      return by("Key-2");
    }

    private static HttpRequestView by(String key) {
      return aRequest()
          .withHeader("Authorization", "Bearer a-token")
          .withHeader(PROOF, key)
          .build();
    }

    static void check(boolean holds) throws InvalidTokenException {
      if (!holds) {
        throw new InvalidTokenException("the token is bound to a key", false);
      }
    }

    static boolean proves(Object value, HttpRequestView request) {
      return value instanceof String key && request.header(PROOF).filter(key::equals).isPresent();
    }
  }

  static class GoodConfirmation extends Confirmation {
    @Override
    protected TokenConfirmationVerifier confirmation() {
      return (tenant, value, request) -> check(proves(value, request));
    }
  }

  static class TrustingConfirmation extends Confirmation {
    @Override
    protected TokenConfirmationVerifier confirmation() {
      return (tenant, value, request) ->
          check(request.header(PROOF).isEmpty() || proves(value, request));
    }
  }

  static class AnyKeyConfirmation extends Confirmation {
    @Override
    protected TokenConfirmationVerifier confirmation() {
      return (tenant, value, request) -> check(request.header(PROOF).isPresent());
    }
  }

  static class CarelessConfirmation extends Confirmation {
    @Override
    protected TokenConfirmationVerifier confirmation() {
      return (tenant, value, request) ->
          check(
              value instanceof String key
                  && request.header(PROOF).filter(key.strip()::equalsIgnoreCase).isPresent());
    }
  }

  static class BrittleConfirmation extends Confirmation {
    @Override
    protected TokenConfirmationVerifier confirmation() {
      return (tenant, value, request) ->
          check(request.header(PROOF).filter(((String) value)::equals).isPresent());
    }
  }

  static class MisleadingConfirmation extends Confirmation {
    @Override
    protected TokenConfirmationVerifier confirmation() {
      return (tenant, value, request) -> {
        if (!proves(value, request)) {
          throw new InvalidTokenException("the token is of others", true);
        }
      };
    }
  }

  static class TalkativeConfirmation extends Confirmation {
    @Override
    protected TokenConfirmationVerifier confirmation() {
      return (tenant, value, request) -> {
        if (!proves(value, request)) {
          throw new InvalidTokenException("no: " + request.header("Authorization"), false);
        }
      };
    }
  }
}
