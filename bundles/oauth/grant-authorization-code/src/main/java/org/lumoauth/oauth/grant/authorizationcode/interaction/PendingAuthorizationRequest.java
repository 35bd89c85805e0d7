/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.interaction;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;

/**
 * A pending authorization request, serialized as JSON so that a newer version of this module can
 * complete it.
 *
 * @param request the authorization request
 * @param startedAt when the request was received
 * @param signIns how often the browser was sent to sign in for it
 * @param browser the identifier of the browser it is bound to; empty until one is bound
 * @param profile the profile enforced for the client at that time, the empty string if there was
 *     none; empty if an older version of this module stored the request
 * @param reference the {@code request_uri} if the request was pushed; it is answered once
 */
public record PendingAuthorizationRequest(
    AuthorizationRequest request,
    Instant startedAt,
    int signIns,
    Optional<String> browser,
    Optional<String> profile,
    Optional<String> reference) {

  /**
   * Normalizes values stored by an older version of this module, which have no profile and no
   * reference.
   */
  public PendingAuthorizationRequest {
    profile = profile == null ? Optional.empty() : profile;
    reference = reference == null ? Optional.empty() : reference;
  }

  /** Creates a pending request. */
  public static PendingAuthorizationRequest of(
      AuthorizationRequest request, Instant now, String profile, Optional<String> reference) {
    return new PendingAuthorizationRequest(
        request, now, 0, Optional.empty(), Optional.of(profile), reference);
  }

  /** Returns a copy that counts one more sign-in. */
  public PendingAuthorizationRequest withSignInStarted() {
    return new PendingAuthorizationRequest(
        request, startedAt, signIns + 1, browser, profile, reference);
  }

  /** Returns a copy that is bound to the given browser. */
  public PendingAuthorizationRequest boundToBrowser(String mark) {
    return new PendingAuthorizationRequest(
        request, startedAt, signIns, Optional.of(mark), profile, reference);
  }
}
