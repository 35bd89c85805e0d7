/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import java.util.Map;

/**
 * The resource of an action.
 *
 * @param type the type, such as {@code document}
 * @param id identifies the resource within its type, compared byte for byte
 * @param attributes the attributes that the caller states, as JSON-like values
 */
public record Resource(String type, String id, Map<String, Object> attributes) {
  public Resource {
    attributes = Map.copyOf(attributes);
  }
}
