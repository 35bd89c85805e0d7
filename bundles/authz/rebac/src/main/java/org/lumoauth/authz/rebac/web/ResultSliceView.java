/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.lumoauth.api.relation.ResultSlice;

/**
 * A slice of a list.
 *
 * @param complete whether the list has ended
 * @param next the value of {@code after} for the next slice
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResultSliceView<T>(List<T> data, boolean complete, String next) {

  public static <S, T> ResultSliceView<T> of(ResultSlice<S> slice, Function<S, T> body) {
    return new ResultSliceView<>(
        slice.items().stream().map(body).toList(), slice.complete(), slice.next().orElse(null));
  }
}
