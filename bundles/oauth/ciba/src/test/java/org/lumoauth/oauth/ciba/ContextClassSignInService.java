/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.authn.SignInService;
import org.lumoauth.api.tenant.TenantContext;

/** A sign-in that can require a preferred context class. */
final class ContextClassSignInService implements SignInService {

  private final SignInService signIn;
  private final BooleanSupplier strongOnly;

  ContextClassSignInService(SignInService signIn, BooleanSupplier strongOnly) {
    this.signIn = signIn;
    this.strongOnly = strongOnly;
  }

  @Override
  public boolean isSatisfied(TenantContext tenant, Session session, SignInRequirement wanted) {
    boolean strong =
        !strongOnly.getAsBoolean()
            || wanted.acrValues().isEmpty()
            || wanted.acrValues().contains(session.acr());
    return strong && signIn.isSatisfied(tenant, session, wanted);
  }

  @Override
  public String begin(TenantContext tenant, SignInRequirement wanted, String returnTo) {
    return signIn.begin(tenant, wanted, returnTo);
  }

  @Override
  public List<String> supportedContextClasses(TenantContext tenant) {
    return signIn.supportedContextClasses(tenant);
  }
}
