/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.authn.flow.LoginSubjectResolver;

/**
 * The body of a JSON sign-in request.
 *
 * @param identifier e-mail address or username: {@code identifier}, {@code email}, {@code username}
 * @param password the password
 * @param remember whether the session persists after the browser is closed: {@code remember},
 *     {@code remember_me}
 * @param clientId the client, for the audit record: {@code client_id}
 * @param acrValues the acceptable context classes, separated by spaces: {@code acr_values}
 */
record JsonLoginRequest(
    String identifier,
    String password,
    boolean remember,
    Optional<String> clientId,
    List<String> acrValues) {
  private static final int MAX_CLIENT_ID = 2_048;

  /** Parses a body; empty if required members are missing. Unknown members are ignored. */
  static Optional<JsonLoginRequest> read(Map<?, ?> body) {
    var identifier =
        Stream.of("identifier", "email", "username")
            .flatMap(name -> text(body, name).stream())
            .map(String::strip)
            .findFirst()
            .filter(name -> LoginSubjectResolver.objection(name).isEmpty());
    var password = text(body, "password");
    if (identifier.isEmpty() || password.isEmpty()) {
      return Optional.empty();
    }
    boolean remember =
        Boolean.TRUE.equals(body.get("remember")) || Boolean.TRUE.equals(body.get("remember_me"));
    var clientId = text(body, "client_id").filter(id -> id.length() <= MAX_CLIENT_ID);
    var classes = text(body, "acr_values").map(text -> List.of(text.strip().split(" +")));
    return Optional.of(
        new JsonLoginRequest(
            identifier.get(), password.get(), remember, clientId, classes.orElse(List.of())));
  }

  SignInRequirement requirement() {
    return new SignInRequirement(
        Optional.empty(),
        acrValues,
        false,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        clientId);
  }

  private static Optional<String> text(Map<?, ?> body, String name) {
    return body != null && body.get(name) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "JsonLogin[" + clientId + "]";
  }
}
