/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.rest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;

/** Pages through a list that is small enough to be read completely. */
public final class InMemoryPager {

  private InMemoryPager() {}

  /**
   * Returns one page of the list.
   *
   * @param all the list, sorted by its one sort property
   * @param sortedBy the name of that property
   * @param text returns the text of an item to search, ignoring case; called only for a search
   * @throws ApiException 422 {@code validation_error} if the request sorts by another property
   */
  public static <T> Page<T> page(
      List<T> all, PageRequest page, String sortedBy, Function<T, String> text) {
    if (page.sortBy().filter(name -> !name.equals(sortedBy)).isPresent()) {
      throw ApiException.invalid("sortBy", "sortBy must be " + sortedBy + ".");
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
