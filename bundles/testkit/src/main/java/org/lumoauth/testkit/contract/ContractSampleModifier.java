/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract;

import java.util.HashMap;
import java.util.Map;
import org.lumoauth.api.oauth.client.Client;

/** Samples with one modification. */
public final class ContractSampleModifier {

  private ContractSampleModifier() {}

  /** Replaces the value of a name. */
  public static <T> Map<String, T> withEntry(Map<String, T> values, String name, T value) {
    Map<String, T> changed = new HashMap<>(values);
    changed.put(name, value);
    return Map.copyOf(changed);
  }

  /** Returns another client with the same registration. */
  public static Client withClientId(Client was, String clientId) {
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
