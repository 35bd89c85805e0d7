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
 */
public record Pending(
    AuthorizationRequest request, Instant startedAt, int signIns, Optional<String> browser) {

  /** One that has just come. */
  public static Pending of(AuthorizationRequest request, Instant now) {
    return new Pending(request, now, 0, Optional.empty());
  }

  /** The same, after the browser is sent to sign in. */
  public Pending signingIn() {
    return new Pending(request, startedAt, signIns + 1, browser);
  }

  /** The same, in this browser and no other. */
  public Pending in(String mark) {
    return new Pending(request, startedAt, signIns, Optional.of(mark));
  }
}
