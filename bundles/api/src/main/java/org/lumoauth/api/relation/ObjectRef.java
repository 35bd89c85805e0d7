package org.lumoauth.api.relation;

import java.util.Objects;

/**
 * Names an object.
 *
 * @param type its type in the model, as {@code document}
 * @param id names one of the type, byte-exact
 */
public record ObjectRef(String type, String id) {
  public ObjectRef {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(id, "id");
  }

  @Override
  public String toString() {
    return type + ":" + id;
  }
}
