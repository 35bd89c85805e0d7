/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.request;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;
import org.lumoauth.platform.keys.foreign.ForeignSignatureVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;

/** Section Resource Token Verification, steps 2 and 3. */
class ResourceTokenBindingValidatorTest {

  private static final String PERSON_SERVER = "https://person.example";
  private static final String RESOURCE = "https://r.example";

  /** RFC 8037 appendix A.2 and A.3. */
  private static final Map<String, Object> KEY =
      Map.of("kty", "OKP", "crv", "Ed25519", "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");

  private static final String THUMBPRINT = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";
  private static final AgentCaller AGENT =
      new AgentCaller("https://a.example", "aauth:a@a.example", KEY, THUMBPRINT, 0, "jwt", "");

  private final ResourceTokenBindingValidator fit =
      new ResourceTokenBindingValidator(
          new ForeignSignatureVerifier(JcaProviderSelector.fastest()));

  @Test
  void acceptsTokenBoundToPresentedRequest() {
    assertDoesNotThrow(() -> require(Map.of()));
  }

  /** Who brought it and whose it is: an operator hears of both. */
  @ParameterizedTest
  @ValueSource(
      strings = {"ps", "agent_jkt", "presented_jti", "iss", "sub", "tenant", "mission_s256"})
  void reportsPresenterAndIssuerOfMismatchedToken(String claim) {
    var problem = assertThrows(AAuthProblemException.class, () -> require(Map.of(claim, "else")));

    assertEquals("invalid_resource_token", problem.error());
    assertEquals(
        Optional.of(
            new AAuthProblemException.TamperingReport(
                AGENT.id(), claim.equals("iss") ? "else" : RESOURCE)),
        problem.tampering());
  }

  private void require(Map<String, Object> more) {
    Map<String, Object> claims =
        new HashMap<>(
            Map.of(
                "iss", RESOURCE,
                "ps", PERSON_SERVER,
                "agent_jkt", THUMBPRINT,
                "presented_jti", "aap_1",
                "sub", "them"));
    claims.putAll(more);
    var presented =
        new VerifiedAAuthToken(
            Map.of(
                "iss",
                PERSON_SERVER,
                "aud",
                RESOURCE,
                "jti",
                "aap_1",
                "sub",
                "them",
                "cnf",
                Map.of("jwk", KEY)));
    fit.require(
        new VerifiedAAuthToken(claims),
        new AAuthPresentedTokenVerifier.AAuthPresentedToken(presented, false),
        PERSON_SERVER,
        AGENT);
  }
}
