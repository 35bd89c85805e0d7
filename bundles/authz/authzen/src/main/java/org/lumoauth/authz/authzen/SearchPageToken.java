package org.lumoauth.authz.authzen;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.lumoauth.api.key.CanonicalBase64Url;

/**
 * Where a search goes on among candidates, after those that relations have told. Its token has
 * dots, which those of relations have not.
 *
 * @param all whether relations have told none, so that nothing is told twice
 * @param after the last candidate that was looked at
 */
record SearchPageToken(boolean all, Optional<String> after) {

  static final SearchPageToken EVERYBODY = new SearchPageToken(true, Optional.empty());
  static final SearchPageToken OTHERS = new SearchPageToken(false, Optional.empty());

  private static final String ALL = "all.";
  private static final String REST = "rest.";

  /**
   * The place of a token; empty if it is one of relations.
   *
   * @throws org.lumoauth.api.web.ApiException 400
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
      var bytes = CanonicalBase64Url.decode(token.substring((all ? ALL : REST).length()));
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
    return JsonRequestMembers.refused("page.token is no token of this search.");
  }
}
