package org.lumoauth.api.relation;

import java.util.List;
import java.util.Optional;

/**
 * Part of a result.
 *
 * @param items what was found
 * @param complete whether there is nothing more: false whenever something was or may have been cut
 * @param next an opaque token to go on with; empty if there is nothing more, or no way to go on
 */
public record ResultSlice<T>(List<T> items, boolean complete, Optional<String> next) {
  public ResultSlice {
    items = List.copyOf(items);
  }
}
