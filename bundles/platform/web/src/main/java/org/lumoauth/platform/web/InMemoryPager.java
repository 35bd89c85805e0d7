package org.lumoauth.platform.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;

/** Pages of a list that is short enough to be read whole: what is asked for is cut out of it. */
public final class InMemoryPager {

  private InMemoryPager() {}

  /**
   * Cuts a page out.
   *
   * @param all the list, sorted by the one property that it is sorted by
   * @param sortedBy the name of that property
   * @param text what of an item is searched, whatever its case; not asked where nothing is searched
   *     for
   * @throws ApiException 422 {@code validation_error} if it is to be sorted by anything else
   */
  public static <T> Page<T> page(
      List<T> all, PageRequest page, String sortedBy, Function<T, String> text) {
    if (page.sortBy().filter(name -> !name.equals(sortedBy)).isPresent()) {
      throw ApiException.invalid("sortBy", "sortBy is " + sortedBy + ".");
    }
    String search = page.search().orElse("").toLowerCase(Locale.ROOT);
    List<T> matching = new ArrayList<>(all);
    if (!search.isEmpty()) {
      matching.removeIf(item -> !text.apply(item).toLowerCase(Locale.ROOT).contains(search));
    }
    if (page.descending()) {
      Collections.reverse(matching);
    }
    return new Page<>(
        matching.stream().skip(page.offset()).limit(page.limit()).toList(), matching.size(), page);
  }
}
