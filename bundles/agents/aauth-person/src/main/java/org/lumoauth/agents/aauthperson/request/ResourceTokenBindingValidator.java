/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.request;

import java.util.Set;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.api.token.InvalidTokenException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Validates that a resource token matches the token that the agent presented (AAuth draft, section
 * Resource Token Verification, steps 2 and 3).
 */
@Component(service = ResourceTokenBindingValidator.class)
public final class ResourceTokenBindingValidator {

  /** Without the mission, the limits that the person approved would not apply. */
  private static final Set<String> SAME = Set.of("sub", "tenant", "mission_s256");

  private final RawSignatureVerifier checks;

  @Activate
  public ResourceTokenBindingValidator(@Reference RawSignatureVerifier checks) {
    this.checks = checks;
  }

  /**
   * Requires that the tokens match.
   *
   * @param shown the token presented to the resource
   * @param personServer the person server
   * @param bearer the agent with the key that both tokens are bound to
   * @throws AAuthProblemException 400 {@code invalid_resource_token}
   */
  void require(
      VerifiedAAuthToken resource,
      AAuthPresentedTokenVerifier.AAuthPresentedToken shown,
      String personServer,
      AgentCaller bearer) {
    VerifiedAAuthToken presented = shown.token();
    boolean fits =
        resource.text("ps").equals(personServer)
            && shown.personServer().equals(personServer)
            && resource.text("agent_jkt").equals(bearer.thumbprint())
            && thumbprint(presented).equals(bearer.thumbprint())
            && resource.text("presented_jti").equals(presented.text("jti"))
            && presented.text("aud").equals(resource.text("iss"))
            && !resource.text("sub").isEmpty()
            && SAME.stream().allMatch(name -> resource.text(name).equals(presented.text(name)));
    if (!fits) {
      throw AAuthProblemException.tokenMismatch(bearer.id(), resource.text("iss"));
    }
  }

  private String thumbprint(VerifiedAAuthToken token) {
    try {
      return checks.thumbprint(token.key());
    } catch (InvalidTokenException e) {
      return ""; // matches no key
    }
  }
}
