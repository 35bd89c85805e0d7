/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.util.Objects;

/**
 * A reference to an object.
 *
 * @param type its type in the model, such as {@code document}
 * @param id identifies the object within its type, compared byte for byte
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
