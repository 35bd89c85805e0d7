package org.lumoauth.testkit.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthRequest;

/** Samples with one thing changed. */
final class Changed {

  private Changed() {}

  /** With this value in the place of the one of the same name. */
  static <T> Map<String, T> entry(Map<String, T> values, String name, T value) {
    Map<String, T> changed = new HashMap<>(values);
    changed.put(name, value);
    return Map.copyOf(changed);
  }

  static OAuthRequest parameter(OAuthRequest was, String name, String value) {
    return new OAuthRequest(
        was.method(),
        was.url(),
        was.headers(),
        entry(was.parameters(), name, List.of(value)),
        was.certificate(),
        was.remoteAddress());
  }

  static OAuthRequest header(OAuthRequest was, String lowerCaseName, String value) {
    return new OAuthRequest(
        was.method(),
        was.url(),
        entry(was.headers(), lowerCaseName, List.of(value)),
        was.parameters(),
        was.certificate(),
        was.remoteAddress());
  }

  /** Another client that is registered just so. */
  static Client id(Client was, String clientId) {
    return new Client(
        clientId,
        was.name(),
        was.subject(),
        was.confidential(),
        was.enabled(),
        was.grantTypes(),
        was.scope(),
        was.authenticationMethods(),
        was.redirectUris(),
        was.accessTokenLifetime(),
        was.metadata());
  }
}
