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
 * Who asks about streams: a client or an agent for itself with a scope of its own, or an API key of
 * somebody who manages the organization.
 *
 * @param owner whose streams these are
 * @param audience how its tokens name it
 */
public record StreamReceiver(SubjectRef owner, String audience) {

  private static final Set<String> OWNERS = Set.of(SubjectRef.CLIENT, SubjectRef.AGENT);

  /**
   * The receiver, if it may change streams and take their events.
   *
   * @throws ApiException 403 {@code insufficient_scope}
   */
  public static StreamReceiver requireManager(HttpExchange exchange) {
    return of(exchange, Set.of(StreamOwnerCheck.MANAGE), SystemPermissions.SETTINGS_MANAGE);
  }

  /**
   * The receiver, if it may see its streams.
   *
   * @throws ApiException 403 {@code insufficient_scope}
   */
  public static StreamReceiver requireReader(HttpExchange exchange) {
    return of(
        exchange,
        Set.of(StreamOwnerCheck.MANAGE, StreamOwnerCheck.READ),
        "settings" + SystemPermissions.READ);
  }

  private static StreamReceiver of(HttpExchange exchange, Set<String> scopes, String permission) {
    Caller caller = exchange.caller();
    if (caller.kind() == CredentialKind.API_KEY) {
      exchange.require(permission);
      return new StreamReceiver(caller.subject(), caller.subject().id());
    }
    boolean itself =
        OWNERS.contains(caller.subject().type())
            && caller.actors().isEmpty()
            && caller.clientId().isPresent();
    if (!itself || caller.scope().stream().noneMatch(scopes::contains)) {
      throw new ApiException(
          403,
          "insufficient_scope",
          "A client's own token with the scope " + StreamOwnerCheck.MANAGE + " is needed here.",
          Map.of("required_scope", StreamOwnerCheck.MANAGE),
          Map.of(
              "WWW-Authenticate",
              "Bearer error=\"insufficient_scope\", scope=\"" + StreamOwnerCheck.MANAGE + "\""));
    }
    return new StreamReceiver(caller.subject(), caller.clientId().get());
  }

  /** Whether a stream is this receiver's. */
  public boolean owns(EventStream stream) {
    return stream.owner().equals(owner) && stream.audience().equals(audience);
  }
}
