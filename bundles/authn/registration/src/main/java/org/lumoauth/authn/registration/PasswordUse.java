package org.lumoauth.authn.registration;

import java.util.Optional;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.authn.SignIn;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Whether people of a tenant need a password. They do while nobody can say that they don't. */
@Component(service = PasswordUse.class)
public final class PasswordUse {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SignIn signIn;

  @Activate
  public PasswordUse() {}

  boolean needed(TenantContext tenant) {
    SignIn asked = signIn;
    return asked == null || asked.takesPasswords(tenant);
  }

  /** The value of the cookie of a browser in which a user has set a new password by a link. */
  Optional<String> recovered(TenantContext tenant, String userId, RequestView browser) {
    SignIn asked = signIn;
    return asked == null
        ? Optional.empty()
        : asked.recovered(tenant, new SubjectRef(SubjectRef.USER, userId), browser);
  }
}
