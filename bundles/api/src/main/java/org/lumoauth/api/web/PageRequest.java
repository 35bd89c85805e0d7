package org.lumoauth.api.web;

import java.util.Optional;

/**
 * Which page of a list is asked for.
 *
 * @param page from 1
 * @param limit items on a page, 1 to 100
 * @param search part of a name to look for
 * @param sortBy the property to sort by; one that the list does not know is refused by it
 * @param descending whether the order is turned round
 */
public record PageRequest(
    int page, int limit, Optional<String> search, Optional<String> sortBy, boolean descending) {

  /** Page size where none is asked for. */
  public static final int DEFAULT_LIMIT = 25;

  /** The largest page. */
  public static final int MAX_LIMIT = 100;

  public PageRequest {
    if (page < 1) {
      throw ApiException.invalid("page", "page starts at 1.");
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw ApiException.invalid("limit", "limit is 1 to " + MAX_LIMIT + ".");
    }
  }

  /** The first page of the default size. */
  public static PageRequest first() {
    return new PageRequest(1, DEFAULT_LIMIT, Optional.empty(), Optional.empty(), false);
  }

  /** How many items stand before this page. */
  public long offset() {
    return (page - 1L) * limit;
  }
}
