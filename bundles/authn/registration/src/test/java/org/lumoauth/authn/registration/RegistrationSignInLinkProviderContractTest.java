/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import org.lumoauth.api.authn.RegistrationAndRecoveryLinkProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.authn.RegistrationAndRecoveryLinkProviderContract;

class RegistrationSignInLinkProviderContractTest
    extends RegistrationAndRecoveryLinkProviderContract {

  private final RegistrationPageFixture fixture = new RegistrationPageFixture();

  @Override
  protected RegistrationAndRecoveryLinkProvider links() {
    return fixture.links;
  }

  @Override
  protected TenantContext tenant() {
    return RegistrationPageFixture.ACME;
  }

  @Override
  protected TenantContext closed() {
    return RegistrationPageFixture.GLOBEX;
  }
}
