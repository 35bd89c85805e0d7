/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.api.relation.ResultSlice;

/** Limits a result to the requested size. */
public final class ResultSliceFactory {
  private ResultSliceFactory() {}

  /**
   * Cuts a list to a slice.
   *
   * @param found the items, at most one more than the limit
   * @param next returns the token to continue after an item
   */
  public static <T> ResultSlice<T> cut(List<T> found, int limit, Function<T, String> next) {
    if (found.size() <= limit) {
      return new ResultSlice<>(found, true, Optional.empty());
    }
    var items = found.subList(0, limit);
    return new ResultSlice<>(items, false, Optional.of(next.apply(items.get(limit - 1))));
  }

  public static void requireLimit(int limit, int most) {
    if (limit < 1 || limit > most) {
      throw new RelationException(
          RelationErrorKind.INVALID_REQUEST,
          "`limit` must be between 1 and " + most + ", but is " + limit + ".");
    }
  }
}
