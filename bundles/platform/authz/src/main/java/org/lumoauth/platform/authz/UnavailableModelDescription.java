/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.util.Map;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.DecisionRequest;

/**
 * An unavailable model with the properties of its last registration. Undeclared properties count
 * against it: it could apply to every request and deny it.
 *
 * @param name the model's name
 * @param module the model's module
 * @param neverDenies whether it only permits
 * @param concern the requests about which it may have a vote
 */
record UnavailableModelDescription(
    String name, String module, boolean neverDenies, AuthorizationModelScope concern) {

  /** Reads the service properties of its registration. */
  static UnavailableModelDescription of(
      String name, String module, Map<String, Object> properties) {
    return new UnavailableModelDescription(
        name,
        module,
        Boolean.TRUE.equals(properties.get(AuthorizationModel.NEVER_DENIES)),
        AuthorizationModelScope.of(properties));
  }

  /** Returns whether it may have had a vote. */
  boolean concerns(DecisionRequest question) {
    return concern.includes(question);
  }
}
