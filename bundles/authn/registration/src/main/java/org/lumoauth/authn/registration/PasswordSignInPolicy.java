/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import java.util.Optional;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.SignInService;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Determines whether users of a tenant need a password. They do if this cannot be determined. */
@Component(service = PasswordSignInPolicy.class)
public final class PasswordSignInPolicy {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SignInService signIn;

  @Activate
  public PasswordSignInPolicy() {}

  boolean isNeeded(TenantContext tenant) {
    SignInService asked = signIn;
    return asked == null || asked.allowsPasswords(tenant);
  }

  /** Returns the cookie value for a browser in which a user set a new password by a link. */
  Optional<String> recoveryCookie(TenantContext tenant, String userId, HttpRequestView browser) {
    SignInService asked = signIn;
    return asked == null
        ? Optional.empty()
        : asked.rememberRecovery(tenant, new SubjectRef(SubjectRef.USER, userId), browser);
  }
}
