package org.lumoauth.authn.registration;

import org.lumoauth.api.authn.SignInLinks;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.SignInLinksContract;

class RegistrationLinksContractTest extends SignInLinksContract {

  private final Fixture fixture = new Fixture();

  @Override
  protected SignInLinks links() {
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
