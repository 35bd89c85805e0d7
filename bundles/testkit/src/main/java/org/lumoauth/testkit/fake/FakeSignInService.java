package org.lumoauth.testkit.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.authn.SignInService;
import org.lumoauth.api.tenant.TenantContext;

/** Remembers who was sent to sign in, and judges sessions by time, subject and context class. */
public final class FakeSignInService implements SignInService {

  /** The cookie that a browser gets for which a sign-in is begun. */
  public static final String COOKIE = "sign-in=begun";

  /** A sign-in that was begun. */
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

  /** From now on everybody is asked something before they go on, or nobody any more. */
  public void setPendingForAll(boolean everybody) {
    asking = everybody;
  }

  @Override
  public boolean allowsRegistration(TenantContext tenant) {
    return registering;
  }

  /** From now on people may make accounts, or not any more. */
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

  /** The sign-in that was begun last. */
  public RecordedSignIn last() {
    return sent.get(sent.size() - 1);
  }

  /** How many were begun. */
  public int count() {
    return sent.size();
  }
}
