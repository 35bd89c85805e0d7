/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import java.util.Map;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.AuthenticationMethod.AuthenticationStep;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.authn.AuthenticationMethodContract;

/** A person may bring the link into the page that sent it as well as open it. */
class MagicLinkAuthenticationMethodContractTest extends AuthenticationMethodContract {
  private final MagicLinkFixture fixture = new MagicLinkFixture();

  @Override
  protected AuthenticationMethod method() {
    return fixture.method;
  }

  @Override
  protected TenantContext tenant() {
    return MagicLinkFixture.ACME;
  }

  @Override
  protected SubjectRef subject() {
    return MagicLinkFixture.ADA_REF;
  }

  @Override
  protected Map<String, String> rightInput(AuthenticationStep.PromptStep form) {
    return Map.of(AuthenticationMethod.LINK, fixture.secret());
  }

  @Override
  protected Map<String, String> wrongInput(AuthenticationStep.PromptStep form) {
    return Map.of(AuthenticationMethod.LINK, "A".repeat(43));
  }
}
