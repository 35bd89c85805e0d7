package org.lumoauth.authn.registration;

import org.lumoauth.api.authn.SignInPageLinkProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.authn.SignInLinkProviderContract;

class RegistrationSignInLinkProviderContractTest extends SignInLinkProviderContract {

  private final Fixture fixture = new Fixture();

  @Override
  protected SignInPageLinkProvider links() {
    return fixture.links;
  }

  @Override
  protected TenantContext tenant() {
    return Fixture.ACME;
  }

  @Override
  protected TenantContext closed() {
    return Fixture.GLOBEX;
  }
}
