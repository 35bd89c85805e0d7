/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.lumoauth.authz.authzen.JsonRequestMembers;
import org.lumoauth.support.encoding.CanonicalBase64UrlDecoder;

/**
 * The position of a search among the candidates of modules, which follow those of relations. Its
 * token contains dots, unlike the tokens of relations.
 *
 * @param all whether relations returned no results, so that no duplicates have to be filtered
 * @param after the last examined candidate
 */
record SearchPageToken(boolean all, Optional<String> after) {

  static final SearchPageToken EVERYBODY = new SearchPageToken(true, Optional.empty());
  static final SearchPageToken OTHERS = new SearchPageToken(false, Optional.empty());

  private static final String ALL = "all.";
  private static final String REST = "rest.";

  /**
   * Parses a token; empty if it belongs to the relations.
   *
   * @throws org.lumoauth.api.web.ApiException 400 for an invalid token
   */
  static Optional<SearchPageToken> read(String token) {
    if (token.indexOf('.') < 0) {
      return Optional.empty();
    }
    boolean all = token.startsWith(ALL);
    if (!all && !token.startsWith(REST)) {
      throw none();
    }
    try {
      var bytes = CanonicalBase64UrlDecoder.decode(token.substring((all ? ALL : REST).length()));
      var id = new String(bytes, StandardCharsets.UTF_8);
      return Optional.of(
          new SearchPageToken(all, id.isEmpty() ? Optional.empty() : Optional.of(id)));
    } catch (IllegalArgumentException e) {
      throw none();
    }
  }

  SearchPageToken after(String id) {
    return new SearchPageToken(all, Optional.of(id));
  }

  String token() {
    return (all ? ALL : REST)
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(after.orElse("").getBytes(StandardCharsets.UTF_8));
  }

  private static RuntimeException none() {
    return JsonRequestMembers.refused(
        "`page.token` must be the `next_token` of the previous page of this search.");
  }
}
