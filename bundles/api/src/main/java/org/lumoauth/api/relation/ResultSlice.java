/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list of relation data, such as tuples or objects, with a token to continue.
 *
 * @param items the items
 * @param complete whether the result is complete: false if it was or may have been truncated
 * @param next an opaque token to continue; empty at the end, or if continuing is not possible
 */
public record ResultSlice<T>(List<T> items, boolean complete, Optional<String> next) {
  public ResultSlice {
    items = List.copyOf(items);
  }
}
