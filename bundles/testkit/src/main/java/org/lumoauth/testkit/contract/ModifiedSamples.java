package org.lumoauth.testkit.contract;

import java.util.HashMap;
import java.util.Map;
import org.lumoauth.api.oauth.Client;

/** Samples with one thing changed. */
final class ModifiedSamples {

  private ModifiedSamples() {}

  /** With this value in the place of the one of the same name. */
  static <T> Map<String, T> withEntry(Map<String, T> values, String name, T value) {
    Map<String, T> changed = new HashMap<>(values);
    changed.put(name, value);
    return Map.copyOf(changed);
  }

  /** Another client that is registered just so. */
  static Client withClientId(Client was, String clientId) {
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
