package org.lumoauth.oauth.grant.authorizationcode.interaction;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.oauth.AuthorizationRequest;

/**
 * A request that is not answered yet. JSON can hold it, so that it ends on the next version of this
 * module.
 *
 * @param request what is asked
 * @param startedAt when it came
 * @param signIns how often the browser was sent to sign in for it
 * @param browser the mark of the browser that it goes on in; empty until one takes it up
 * @param profile the profile that its client was held to then, empty text if to none; nothing where
 *     an older version of this module kept the request
 * @param reference by which it was brought, if it was pushed; it is answered once
 */
public record PendingAuthorizationRequest(
    AuthorizationRequest request,
    Instant startedAt,
    int signIns,
    Optional<String> browser,
    Optional<String> profile,
    Optional<String> reference) {

  /** What an older version of this module kept has no profile and no reference. */
  public PendingAuthorizationRequest {
    profile = profile == null ? Optional.empty() : profile;
    reference = reference == null ? Optional.empty() : reference;
  }

  /** One that has just come. */
  public static PendingAuthorizationRequest of(
      AuthorizationRequest request, Instant now, String profile, Optional<String> reference) {
    return new PendingAuthorizationRequest(
        request, now, 0, Optional.empty(), Optional.of(profile), reference);
  }

  /** The same, after the browser is sent to sign in. */
  public PendingAuthorizationRequest withSignInStarted() {
    return new PendingAuthorizationRequest(
        request, startedAt, signIns + 1, browser, profile, reference);
  }

  /** The same, in this browser and no other. */
  public PendingAuthorizationRequest boundToBrowser(String mark) {
    return new PendingAuthorizationRequest(
        request, startedAt, signIns, Optional.of(mark), profile, reference);
  }
}
