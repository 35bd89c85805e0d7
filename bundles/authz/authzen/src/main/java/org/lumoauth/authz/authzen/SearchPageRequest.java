package org.lumoauth.authz.authzen;

import java.util.Optional;

/**
 * Which part of a search's results is wanted (section 8.2).
 *
 * @param token where to go on; empty for the first part
 * @param limit how many at most
 */
record SearchPageRequest(Optional<String> token, int limit) {

  static final int MAX_LIMIT = 100;
  private static final int MAX_TOKEN = 2048;

  static SearchPageRequest read(JsonRequestMembers request) {
    var page = request.object("page");
    // Clients give the next token back under either name.
    var token = page.flatMap(input -> token(input, "token").or(() -> token(input, "next_token")));
    int limit = page.flatMap(input -> input.count("limit")).orElse(MAX_LIMIT);
    return new SearchPageRequest(token, Math.min(limit, MAX_LIMIT));
  }

  /** An empty token asks for the first part. */
  private static Optional<String> token(JsonRequestMembers page, String name) {
    return "".equals(page.members().get(name)) ? Optional.empty() : page.text(name, MAX_TOKEN);
  }
}
