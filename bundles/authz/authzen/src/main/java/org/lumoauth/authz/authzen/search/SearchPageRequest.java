/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen.search;

import java.util.Optional;
import org.lumoauth.authz.authzen.JsonRequestMembers;

/**
 * The requested page of search results (section 8.2).
 *
 * @param token the continuation token; empty for the first page
 * @param limit the maximum number of results
 */
record SearchPageRequest(Optional<String> token, int limit) {

  static final int MAX_LIMIT = 100;
  private static final int MAX_TOKEN = 2048;

  static SearchPageRequest read(JsonRequestMembers request) {
    var page = request.object("page");
    // Clients return the next token under either name.
    var token = page.flatMap(input -> token(input, "token").or(() -> token(input, "next_token")));
    int limit = page.flatMap(input -> input.count("limit")).orElse(MAX_LIMIT);
    return new SearchPageRequest(token, Math.min(limit, MAX_LIMIT));
  }

  /** Returns the token; an empty one requests the first page. */
  private static Optional<String> token(JsonRequestMembers page, String name) {
    return "".equals(page.members().get(name)) ? Optional.empty() : page.text(name, MAX_TOKEN);
  }
}
