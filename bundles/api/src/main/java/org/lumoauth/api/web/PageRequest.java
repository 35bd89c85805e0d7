/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.web;

import java.util.Optional;

/**
 * A request for a page of a list.
 *
 * @param page the page number, from 1
 * @param limit the number of items per page, 1 to 100
 * @param search a part of the name to search for
 * @param sortBy the property to sort by; the list rejects unknown properties
 * @param descending whether the order is descending
 */
public record PageRequest(
    int page, int limit, Optional<String> search, Optional<String> sortBy, boolean descending) {

  /** The default page size. */
  public static final int DEFAULT_LIMIT = 25;

  /** The maximum page size. */
  public static final int MAX_LIMIT = 100;

  public PageRequest {
    if (page < 1) {
      throw ApiException.invalid("page", "page must be at least 1.");
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw ApiException.invalid("limit", "limit must be between 1 and " + MAX_LIMIT + ".");
    }
  }

  /** Returns the first page with the default size. */
  public static PageRequest first() {
    return new PageRequest(1, DEFAULT_LIMIT, Optional.empty(), Optional.empty(), false);
  }

  /** Returns the number of items before this page. */
  public long offset() {
    return (page - 1L) * limit;
  }
}
