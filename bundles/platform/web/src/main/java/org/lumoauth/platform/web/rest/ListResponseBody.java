/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.lumoauth.api.web.Page;

/** The body of a list: {@code {data, meta, pagination, resourceType?}}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListResponseBody<T>(
    List<T> data, ListPagination meta, ListPagination pagination, String resourceType) {

  /** The position of this page in the list. */
  public record ListPagination(
      long total,
      int page,
      int limit,
      long totalPages,
      boolean hasNextPage,
      boolean hasPreviousPage) {}

  /** Returns a list body with {@code meta} and {@code resourceType}. */
  public static <T> ListResponseBody<T> of(Page<T> page, String resourceType) {
    var pagination = pagination(page);
    return new ListResponseBody<>(page.items(), pagination, pagination, resourceType);
  }

  /** Returns a complete list as one page, without {@code meta}. */
  public static <T> ListResponseBody<T> unpaged(List<T> items) {
    var pagination =
        new ListPagination(items.size(), 1, Math.max(1, items.size()), 1, false, false);
    return new ListResponseBody<>(items, null, pagination, null);
  }

  private static ListPagination pagination(Page<?> page) {
    int limit = page.request().limit();
    long pages = Math.max(1, (page.total() + limit - 1) / limit);
    int number = page.request().page();
    return new ListPagination(page.total(), number, limit, pages, number < pages, number > 1);
  }
}
