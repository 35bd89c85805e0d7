package org.lumoauth.authz.rebac;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.api.relation.ResultSlice;

/** Cuts what was found to what was asked for. */
final class SlicePaging {
  private SlicePaging() {}

  /**
   * @param found up to one more than the limit
   * @param next the token to go on with after an item
   */
  static <T> ResultSlice<T> cut(List<T> found, int limit, Function<T, String> next) {
    if (found.size() <= limit) {
      return new ResultSlice<>(found, true, Optional.empty());
    }
    var items = found.subList(0, limit);
    return new ResultSlice<>(items, false, Optional.of(next.apply(items.get(limit - 1))));
  }

  static void requireLimit(int limit, int most) {
    if (limit < 1 || limit > most) {
      throw new RelationException(
          RelationErrorKind.INVALID_REQUEST,
          "A slice has 1 to " + most + " items, not " + limit + ".");
    }
  }
}
