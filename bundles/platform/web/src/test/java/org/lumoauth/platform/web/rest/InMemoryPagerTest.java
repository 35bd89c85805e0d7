/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;

class InMemoryPagerTest {

  private static final List<String> NAMES = List.of("Ada", "Bob", "Babette", "Cleo");

  private static Page<String> page(PageRequest request) {
    return InMemoryPager.page(NAMES, request, "name", name -> name);
  }

  private static PageRequest asking(int page, int limit, String search, boolean descending) {
    return new PageRequest(page, limit, Optional.ofNullable(search), Optional.empty(), descending);
  }

  @Test
  void returnsRequestedPage() {
    var second = page(asking(2, 3, null, false));

    assertEquals(List.of("Cleo"), second.items());
    assertEquals(4, second.total());
    assertEquals(List.of(), page(asking(3, 3, null, false)).items());
  }

  @Test
  void doesNotReadTextWithoutSearch() {
    var all =
        InMemoryPager.page(
            NAMES,
            asking(1, 25, null, false),
            "name",
            name -> {
              throw new AssertionError(name);
            });

    assertEquals(NAMES, all.items());
  }

  @Test
  void searchesCaseInsensitively() {
    var found = page(asking(1, 25, "B", false));

    assertEquals(List.of("Bob", "Babette"), found.items());
    assertEquals(2, found.total());
  }

  @Test
  void sortsDescending() {
    assertEquals(List.of("Cleo", "Babette"), page(asking(1, 2, null, true)).items());
  }

  @Test
  void rejectsUnknownSortField() {
    var by = new PageRequest(1, 25, Optional.empty(), Optional.of("age"), false);

    assertEquals("sortBy", assertThrows(ApiException.class, () -> page(by)).details().get("field"));
    assertEquals(
        NAMES, page(new PageRequest(1, 25, Optional.empty(), Optional.of("name"), false)).items());
  }
}
