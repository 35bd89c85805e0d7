/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.rest;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;

/** Creates a page of a list in memory, which is never long. */
final class InMemoryPageBuilder {

  private InMemoryPageBuilder() {}

  /**
   * Returns one page.
   *
   * @param words the text that a search matches
   * @param orders the sortable properties; {@code id} is the default
   */
  static <T> Page<T> page(
      List<T> all,
      PageRequest request,
      Function<T, String> words,
      Map<String, Comparator<T>> orders) {
    var order = orders.get(request.sortBy().orElse("id"));
    if (order == null) {
      throw ApiException.invalid(
          "sortBy",
          "`sortBy` must be one of "
              + String.join(", ", orders.keySet().stream().sorted().toList())
              + ".");
    }
    var part = request.search().orElse("").toLowerCase(Locale.ROOT);
    var matching =
        all.stream()
            .filter(each -> words.apply(each).toLowerCase(Locale.ROOT).contains(part))
            .sorted(request.descending() ? order.reversed() : order)
            .toList();
    var cut = matching.stream().skip(request.offset()).limit(request.limit()).toList();
    return new Page<>(cut, matching.size(), request);
  }
}
