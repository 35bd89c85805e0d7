package org.lumoauth.oauth.logout.page;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.lumoauth.api.oauth.Client;

/**
 * What a client asks with a logout (OpenID Connect RP-Initiated Logout section 2).
 *
 * @param idTokenHint {@code id_token_hint}
 * @param clientId {@code client_id}
 * @param returnTo {@code post_logout_redirect_uri}
 * @param state {@code state}
 * @param uiLocales {@code ui_locales}
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

  /** Reads parameters. */
  static LogoutRequest of(Function<String, Optional<String>> parameter) {
    return new LogoutRequest(
        parameter.apply(HINT),
        parameter.apply(CLIENT),
        parameter.apply(RETURN_TO),
        parameter.apply(STATE),
        parameter.apply(LOCALES));
  }

  /** Nothing at all. */
  static LogoutRequest nothing() {
    return of(name -> Optional.empty());
  }

  /**
   * The same for an address or a form of our own: without the ID token, which has no place there,
   * but with the client that it told of.
   */
  LogoutRequest withoutHint(Optional<Client> client) {
    return new LogoutRequest(
        Optional.empty(),
        client.map(Client::clientId).or(this::clientId),
        returnTo,
        state,
        uiLocales);
  }

  /** The same by the parameters' names. */
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
