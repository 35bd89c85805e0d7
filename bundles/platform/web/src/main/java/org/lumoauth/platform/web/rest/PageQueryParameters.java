/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.rest;

import java.util.Optional;
import javax.ws.rs.QueryParam;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.PageRequest;

/** The query parameters of a list operation, for {@code @BeanParam}. */
public final class PageQueryParameters {
  @QueryParam("page")
  private String page;

  @QueryParam("limit")
  private String limit;

  @QueryParam("search")
  private String search;

  @QueryParam("sortBy")
  private String sortBy;

  @QueryParam("sortDir")
  private String sortDir;

  /**
   * Returns the requested page.
   *
   * @throws ApiException 422 {@code validation_error} if a parameter is malformed
   */
  public PageRequest request() {
    return new PageRequest(
        number("page", page, 1),
        number("limit", limit, PageRequest.DEFAULT_LIMIT),
        Optional.ofNullable(search).filter(text -> !text.isBlank()),
        Optional.ofNullable(sortBy).filter(text -> !text.isBlank()),
        descending());
  }

  private boolean descending() {
    if (sortDir == null || sortDir.equalsIgnoreCase("ASC")) {
      return false;
    }
    if (sortDir.equalsIgnoreCase("DESC")) {
      return true;
    }
    throw ApiException.invalid("sortDir", "sortDir must be ASC or DESC.");
  }

  private static int number(String name, String text, int otherwise) {
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw ApiException.invalid(name, name + " must be an integer.");
    }
  }
}
