package org.lumoauth.platform.authz;

import java.util.Map;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.DecisionRequest;

/**
 * A model that is away, with what it said of itself while it was there. What it did not say counts
 * against it: it might have had to do with everything, and might have denied it.
 *
 * @param name the model's name
 * @param module whose it is
 * @param neverDenies whether it only ever permits
 * @param concern what it might have had something to say about
 */
record UnavailableModel(String name, String module, boolean neverDenies, ModelScope concern) {

  /** Reads the service properties with which it was registered. */
  static UnavailableModel of(String name, String module, Map<String, Object> properties) {
    return new UnavailableModel(
        name,
        module,
        Boolean.TRUE.equals(properties.get(AuthorizationModel.NEVER_DENIES)),
        ModelScope.of(properties));
  }

  /** Whether it might have had something to say. */
  boolean concerns(DecisionRequest question) {
    return concern.includes(question);
  }
}
