package org.lumoauth.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.lumoauth.api.web.Page;

/** The body of a list: {@code {data, meta, pagination, resourceType?}}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListBody<T>(
    List<T> data, Pagination meta, Pagination pagination, String resourceType) {

  /** Where the page stands among the others. */
  public record Pagination(
      long total,
      int page,
      int limit,
      long totalPages,
      boolean hasNextPage,
      boolean hasPreviousPage) {}

  /** A list with {@code meta} and {@code resourceType}. */
  public static <T> ListBody<T> of(Page<T> page, String resourceType) {
    var pagination = pagination(page);
    return new ListBody<>(page.items(), pagination, pagination, resourceType);
  }

  /** A whole list as one page, without {@code meta}. */
  public static <T> ListBody<T> whole(List<T> items) {
    var pagination = new Pagination(items.size(), 1, Math.max(1, items.size()), 1, false, false);
    return new ListBody<>(items, null, pagination, null);
  }

  private static Pagination pagination(Page<?> page) {
    int limit = page.request().limit();
    long pages = Math.max(1, (page.total() + limit - 1) / limit);
    int number = page.request().page();
    return new Pagination(page.total(), number, limit, pages, number < pages, number > 1);
  }
}
