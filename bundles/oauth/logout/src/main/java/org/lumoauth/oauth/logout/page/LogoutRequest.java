/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.page;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.lumoauth.api.oauth.client.Client;

/**
 * A logout request of a client (OpenID Connect RP-Initiated Logout section 2).
 *
 * @param idTokenHint the {@code id_token_hint}
 * @param clientId the {@code client_id}
 * @param returnTo the {@code post_logout_redirect_uri}
 * @param state the {@code state}
 * @param uiLocales the {@code ui_locales}
 */
record LogoutRequest(
    Optional<String> idTokenHint,
    Optional<String> clientId,
    Optional<String> returnTo,
    Optional<String> state,
    Optional<String> uiLocales) {

  static final String HINT = "id_token_hint";
  static final String CLIENT = "client_id";
  static final String RETURN_TO = "post_logout_redirect_uri";
  static final String STATE = "state";
  static final String LOCALES = "ui_locales";

  /** Reads the request from parameters. */
  static LogoutRequest of(Function<String, Optional<String>> parameter) {
    return new LogoutRequest(
        parameter.apply(HINT),
        parameter.apply(CLIENT),
        parameter.apply(RETURN_TO),
        parameter.apply(STATE),
        parameter.apply(LOCALES));
  }

  /** Returns an empty request. */
  static LogoutRequest nothing() {
    return of(name -> Optional.empty());
  }

  /**
   * Returns a copy for URLs and forms of this server, with the client instead of the ID token,
   * which must not appear there.
   */
  LogoutRequest withoutHint(Optional<Client> client) {
    return new LogoutRequest(
        Optional.empty(),
        client.map(Client::clientId).or(this::clientId),
        returnTo,
        state,
        uiLocales);
  }

  /** Returns the parameters by name. */
  Map<String, String> parameters() {
    Map<String, String> named = new TreeMap<>();
    idTokenHint.ifPresent(value -> named.put(HINT, value));
    clientId.ifPresent(value -> named.put(CLIENT, value));
    returnTo.ifPresent(value -> named.put(RETURN_TO, value));
    state.ifPresent(value -> named.put(STATE, value));
    uiLocales.ifPresent(value -> named.put(LOCALES, value));
    return named;
  }
}
