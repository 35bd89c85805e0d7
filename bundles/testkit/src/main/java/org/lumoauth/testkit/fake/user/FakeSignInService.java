/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.authn.SignInService;
import org.lumoauth.api.tenant.TenantContext;

/** Records started sign-ins, and checks sessions by time, subject and context class. */
public final class FakeSignInService implements SignInService {

  /** The cookie that is set when a sign-in starts. */
  public static final String COOKIE = "sign-in=begun";

  /** A started sign-in. */
  public record RecordedSignIn(SignInRequirement requirement, String returnTo) {}

  private final List<RecordedSignIn> sent = new ArrayList<>();
  private boolean asking;
  private boolean registering;

  @Override
  public boolean isSatisfied(TenantContext tenant, Session session, SignInRequirement requirement) {
    return !asking && proven(session, requirement);
  }

  @Override
  public boolean hasPendingStep(
      TenantContext tenant, Session session, SignInRequirement requirement) {
    return asking && proven(session, requirement);
  }

  /** Sets whether every user has a pending sign-in step. */
  public void setPendingForAll(boolean everybody) {
    asking = everybody;
  }

  @Override
  public boolean allowsRegistration(TenantContext tenant) {
    return registering;
  }

  /** Sets whether registration is open. */
  public void setRegistrationOpen(boolean everybody) {
    registering = everybody;
  }

  private static boolean proven(Session session, SignInRequirement requirement) {
    boolean recent =
        requirement
            .notBefore()
            .map(earliest -> !session.authenticatedAt().isBefore(earliest))
            .orElse(true);
    boolean same =
        requirement.subject().map(subject -> subject.equals(session.subject())).orElse(true);
    boolean strong = !requirement.acrEssential() || requirement.acrValues().contains(session.acr());
    return recent && same && strong;
  }

  @Override
  public String begin(TenantContext tenant, SignInRequirement requirement, String returnTo) {
    sent.add(new RecordedSignIn(requirement, returnTo));
    return tenant.issuer().replace("/api/v1", "/login") + "?attempt=" + sent.size();
  }

  @Override
  public SignInRedirect begin(
      TenantContext tenant,
      SignInRequirement requirement,
      String returnTo,
      HttpRequestView browser) {
    return new SignInRedirect(begin(tenant, requirement, returnTo), Optional.of(COOKIE));
  }

  @Override
  public List<String> supportedContextClasses(TenantContext tenant) {
    return List.of("1", "2");
  }

  /** Returns the last started sign-in. */
  public RecordedSignIn last() {
    return sent.get(sent.size() - 1);
  }

  /** Returns the number of started sign-ins. */
  public int count() {
    return sent.size();
  }
}
