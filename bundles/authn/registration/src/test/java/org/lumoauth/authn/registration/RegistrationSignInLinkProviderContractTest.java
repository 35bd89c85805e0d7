package org.lumoauth.authn.registration;

import org.lumoauth.api.authn.SignInPageLinkProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.authn.SignInLinkProviderContract;

class RegistrationSignInLinkProviderContractTest extends SignInLinkProviderContract {

  private final RegistrationPageFixture fixture = new RegistrationPageFixture();

  @Override
  protected SignInPageLinkProvider links() {
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
