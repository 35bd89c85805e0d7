package org.lumoauth.api.authn;

import java.util.List;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one place where people sign in. Whoever needs somebody signed in sends the browser to {@link
 * #begin} and gets it back, with a session cookie, at the address that they named.
 */
@ProviderType
public interface SignIn {

  /** Parameter that is added to the return address when the person gave up: {@code cancelled}. */
  String OUTCOME = "sign_in";

  /**
   * Whether somebody signed in like this can go on without anything more: they need not sign in
   * again, and nothing is {@link #pending}.
   */
  boolean satisfied(TenantContext tenant, Session session, SignInRequirement requirement);

  /**
   * Whether somebody who need not sign in again is to be asked something first: a {@link
   * SignInStep} that nobody goes on without. {@link #begin} leads there.
   */
  default boolean pending(TenantContext tenant, Session session, SignInRequirement requirement) {
    return false;
  }

  /**
   * Begins a sign-in and returns the URL to send the browser to (303).
   *
   * @param returnTo where the browser goes when it is over: a path of this server with its query,
   *     that whoever begins made and nobody else
   * @return an absolute URL below the configured base URL
   */
  String begin(TenantContext tenant, SignInRequirement requirement, String returnTo);

  /** Whether people can register where they sign in ({@code prompt=create}). */
  default boolean registers(TenantContext tenant) {
    return false;
  }

  /**
   * Whether people sign in by a password here as far as the tenant and the methods have a say,
   * whether they can just now or not.
   */
  default boolean takesPasswords(TenantContext tenant) {
    return true;
  }

  /** Authentication context classes that the installed methods can reach, the weakest first. */
  List<String> contextClasses(TenantContext tenant);
}
