/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.stream;

import java.util.Map;
import java.util.Set;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;

/**
 * The receiver of a request: a client or an agent for itself with the scope, or an API key of a
 * tenant administrator.
 *
 * @param owner the owner of the streams
 * @param audience the audience of its tokens
 */
public record CallingStreamReceiver(SubjectRef owner, String audience) {

  private static final Set<String> OWNERS = Set.of(SubjectRef.CLIENT, SubjectRef.AGENT);

  /**
   * Returns the receiver if it may manage streams and receive their events.
   *
   * @throws ApiException 403 {@code insufficient_scope}
   */
  public static CallingStreamReceiver requireManager(HttpExchange exchange) {
    return of(
        exchange, Set.of(StreamOwnerEligibilityCheck.MANAGE), SystemPermissions.SETTINGS_MANAGE);
  }

  /**
   * Returns the receiver if it may read its streams.
   *
   * @throws ApiException 403 {@code insufficient_scope}
   */
  public static CallingStreamReceiver requireReader(HttpExchange exchange) {
    return of(
        exchange,
        Set.of(StreamOwnerEligibilityCheck.MANAGE, StreamOwnerEligibilityCheck.READ),
        "settings" + SystemPermissions.READ);
  }

  private static CallingStreamReceiver of(
      HttpExchange exchange, Set<String> scopes, String permission) {
    Caller caller = exchange.caller();
    if (caller.kind() == CredentialKind.API_KEY) {
      exchange.require(permission);
      return new CallingStreamReceiver(caller.subject(), caller.subject().id());
    }
    boolean itself =
        OWNERS.contains(caller.subject().type())
            && caller.actors().isEmpty()
            && caller.clientId().isPresent();
    if (!itself || caller.scope().stream().noneMatch(scopes::contains)) {
      throw new ApiException(
          403,
          "insufficient_scope",
          "An access token of the client itself with the scope "
              + StreamOwnerEligibilityCheck.MANAGE
              + " is required.",
          Map.of("required_scope", StreamOwnerEligibilityCheck.MANAGE),
          Map.of(
              "WWW-Authenticate",
              "Bearer error=\"insufficient_scope\", scope=\""
                  + StreamOwnerEligibilityCheck.MANAGE
                  + "\""));
    }
    return new CallingStreamReceiver(caller.subject(), caller.clientId().get());
  }

  /** Returns whether a stream belongs to this receiver. */
  public boolean owns(EventStream stream) {
    return stream.owner().equals(owner) && stream.audience().equals(audience);
  }
}
