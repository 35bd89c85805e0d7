package org.lumoauth.authz.rebac.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.lumoauth.api.relation.ResultSlice;

/**
 * Part of a list.
 *
 * @param complete whether there is nothing more
 * @param next goes on from here, as {@code after}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SliceBody<T>(List<T> data, boolean complete, String next) {

  static <S, T> SliceBody<T> of(ResultSlice<S> slice, Function<S, T> body) {
    return new SliceBody<>(
        slice.items().stream().map(body).toList(), slice.complete(), slice.next().orElse(null));
  }
}
