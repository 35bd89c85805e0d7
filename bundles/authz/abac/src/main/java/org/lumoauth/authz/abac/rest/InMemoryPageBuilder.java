package org.lumoauth.authz.abac.rest;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;

/** Cuts a page out of a whole list that is never long. */
final class InMemoryPageBuilder {

  private InMemoryPageBuilder() {}

  /**
   * One page.
   *
   * @param words what a search looks through
   * @param orders what can be sorted by; {@code id} is the default
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
          "sortBy is one of "
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
