package org.lumoauth.platform.authz;

import java.util.Map;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Question;

/**
 * A model that is away, with what it said of itself while it was there. What it did not say counts
 * against it: it might have had to do with everything, and might have denied it.
 *
 * @param name the model's name
 * @param module whose it is
 * @param neverDenies whether it only ever permits
 * @param concern what it might have had something to say about
 */
record AbsentModel(String name, String module, boolean neverDenies, Concern concern) {

  /** Reads the service properties with which it was registered. */
  static AbsentModel of(String name, String module, Map<String, Object> properties) {
    return new AbsentModel(
        name,
        module,
        Boolean.TRUE.equals(properties.get(AuthorizationModel.NEVER_DENIES)),
        Concern.of(properties));
  }

  /** Whether it might have had something to say. */
  boolean concerns(Question question) {
    return concern.includes(question);
  }
}
