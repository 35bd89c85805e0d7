package org.lumoauth.oauth.ciba;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignIn;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.tenant.TenantContext;

/** A sign-in for which a preferred context class may be worth another one. */
final class PickySignIn implements SignIn {

  private final SignIn signIn;
  private final BooleanSupplier strongOnly;

  PickySignIn(SignIn signIn, BooleanSupplier strongOnly) {
    this.signIn = signIn;
    this.strongOnly = strongOnly;
  }

  @Override
  public boolean satisfied(TenantContext tenant, Session session, SignInRequirement wanted) {
    boolean strong =
        !strongOnly.getAsBoolean()
            || wanted.acrValues().isEmpty()
            || wanted.acrValues().contains(session.acr());
    return strong && signIn.satisfied(tenant, session, wanted);
  }

  @Override
  public String begin(TenantContext tenant, SignInRequirement wanted, String returnTo) {
    return signIn.begin(tenant, wanted, returnTo);
  }

  @Override
  public List<String> contextClasses(TenantContext tenant) {
    return signIn.contextClasses(tenant);
  }
}
