package org.lumoauth.api.authn;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one place where people sign in. Whoever needs somebody signed in sends the browser to {@link
 * #begin} and gets it back, with a session cookie, at the address that they named.
 */
@ProviderType
public interface SignInService {

  /** Parameter that is added to the return address when the person gave up: {@code cancelled}. */
  String OUTCOME = "sign_in";

  /**
   * A sign-in that has begun.
   *
   * @param url the URL to send the browser to (303), absolute and below the configured base URL
   * @param setCookie the value of a {@code Set-Cookie} header to send with it
   */
  record SignInRedirect(String url, Optional<String> setCookie) {
    @Override
    public String toString() {
      return "Begun";
    }
  }

  /**
   * Whether somebody signed in like this can go on without anything more: they need not sign in
   * again, and nothing is {@link #hasPendingStep}.
   */
  boolean isSatisfied(TenantContext tenant, Session session, SignInRequirement requirement);

  /**
   * Whether somebody who need not sign in again is to be asked something first: a {@link
   * SignInStep} that nobody goes on without. {@link #begin} leads there.
   */
  default boolean hasPendingStep(
      TenantContext tenant, Session session, SignInRequirement requirement) {
    return false;
  }

  /**
   * Begins a sign-in and returns the URL to send the browser to (303). The first browser that opens
   * it is the one that goes on with it: for where there is none yet. Where there is, begin it for
   * that.
   *
   * @param returnTo where the browser goes when it is over: a path of this server with its query,
   *     that whoever begins made and nobody else
   * @return an absolute URL below the configured base URL
   */
  String begin(TenantContext tenant, SignInRequirement requirement, String returnTo);

  /**
   * Begins a sign-in for the browser that sent this request: no other one goes on with it. Where
   * that cannot be told by the request, it is the first that opens it.
   *
   * @param returnTo as in {@link #begin(TenantContext, SignInRequirement, String)}
   * @param browser the request that is answered by sending the browser there
   */
  default SignInRedirect begin(
      TenantContext tenant,
      SignInRequirement requirement,
      String returnTo,
      HttpRequestView browser) {
    return new SignInRedirect(begin(tenant, requirement, returnTo), Optional.empty());
  }

  /**
   * Begins a sign-in as {@link #begin(TenantContext, SignInRequirement, String, RequestView)} does,
   * which the module of a method leads on by its id: that is {@code attempt} in the URL, and what
   * the method is told of it ({@link AuthenticationMethod.Attempt#id}). Until a method needs it the
   * URL of another one may have something else in its place.
   */
  default SignInRedirect beginById(
      TenantContext tenant,
      SignInRequirement requirement,
      String returnTo,
      HttpRequestView browser) {
    return begin(tenant, requirement, returnTo, browser);
  }

  /** Whether people can register where they sign in ({@code prompt=create}). */
  default boolean allowsRegistration(TenantContext tenant) {
    return false;
  }

  /**
   * Whether people sign in by a password here as far as the tenant and the methods have a say,
   * whether they can just now or not.
   */
  default boolean allowsPasswords(TenantContext tenant) {
    return true;
  }

  /**
   * Remembers that a user has proven to receive the account's mail and set a new password in a
   * browser: failed attempts on the account are forgotten, and later failures of other browsers do
   * not count against this one.
   *
   * @param browser the request that set the password
   * @return the value of a {@code Set-Cookie} header to answer with
   */
  default Optional<String> rememberRecovery(
      TenantContext tenant, SubjectRef user, HttpRequestView browser) {
    return Optional.empty();
  }

  /** Authentication context classes that the installed methods can reach, the weakest first. */
  List<String> supportedContextClasses(TenantContext tenant);
}
